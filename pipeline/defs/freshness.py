"""How recent what is published has to be, for Dagster to say when it is not.

What belongs here: freshness policies of assets ("freshness" is Dagster's word). What must never be here: whether a
verdict is stale, which `judging` decides by what the register asks of each claim.
"""

import datetime as dt

import dagster as dg

DAILY_FRESHNESS = dg.FreshnessPolicy.time_window(warn_window=dt.timedelta(hours=26), fail_window=dt.timedelta(hours=50))
"""For what a daily refresh makes: a warning when one run is missing, a failure when two are."""
