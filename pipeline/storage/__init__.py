"""Where bytes are kept: a folder on a laptop, a bucket on a cluster, one interface for both.

What belongs here: stores of named files. What must never be here: what the files mean.
"""

from pipeline.storage.folder import Folder, make_durable
from pipeline.storage.store import ReplacedError, Store, StoreError, Version

__all__ = ["Folder", "ReplacedError", "Store", "StoreError", "Version", "make_durable"]
