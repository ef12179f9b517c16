"""A heading or key says in what its figures are measured, in the many ways that tables write it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quantities import find_quantities
from pipeline.quantities.headings import measure_of, name_of
from pipeline.quantities.tables import figure_text, writes_decimal_commas


@pytest.mark.parametrize(
    ("cell", "label", "kind", "value", "unit"),
    [
        ("412.6", "revenue_musd", "money", 412_600_000, "USD"),
        ("12", "revenue_m_eur", "money", 12_000_000, "EUR"),
        ("12", "capitalKEUR", "money", 12_000, "EUR"),
        ("4.20", "wire_price_eur", "money", 4.2, "EUR"),
        ("88.5", "price_eur_per_mwh", "money", 88.5, "EUR per megawatt_hour"),
        ("870", "Advertising (Tsd. EUR)", "money", 870_000, "EUR"),
        ("12", "Umsatz in Mio. EUR", "money", 12_000_000, "EUR"),
        ("12", "Revenue, $bn", "money", 12_000_000_000, "USD"),
        ("12", "Sales, EUR m", "money", 12_000_000, "EUR"),
        ("7", "Price (EUR per tonne)", "money", 7, "EUR per metric_ton"),
        ("88.1", "emissions_kt", "measure", 88_100, "metric_ton"),
        ("340", "gas_twh", "measure", 340, "terawatt_hour"),
        ("13.8", "Area (thousand hectares)", "measure", 13_800, "hectare"),
        ("212", "Length (m)", "measure", 212, "meter"),
        ("55", "Sales (m)", "count", 55_000_000, None),
        ("8950", "population_thousands", "count", 8_950_000, None),
        ("412", "Passengers by route (in thousands)", "count", 412_000, None),
        ("5", "Passengers, '000", "count", 5_000, None),
        ("3.2", "unit: million", "count", 3_200_000, None),
        ("14,200", "Traffic (vehicles per day)", "count", 14_200, "per day"),
        ("61.5", "share_with_lunch_pct", "percent", 61.5, "percent"),
        ("1912", "employees", "count", 1_912, None),
        ("198*", "2020", "count", 198, None),
        ("412²", "Riders", "count", 412, None),
        ("12.4 (r)", "Riders", "count", 12.4, None),
        ("51900", "year: 2022", "count", 51_900, None),
    ],
)
def test_what_a_heading_says_of_a_cell(cell: str, label: str, kind: str, value: float, unit: str | None) -> None:
    (found,) = find_quantities(figure_text(cell, (label,)))
    assert (found.kind, found.value, found.unit) == (kind, pytest.approx(value), unit)


def test_a_year_under_a_word_for_an_event_stays_a_year() -> None:
    (found,) = find_quantities(figure_text("1912", ("built",)))
    assert found.kind == "date"


def test_a_heading_without_its_unit_is_its_name() -> None:
    assert name_of("Turnover (million EUR)") == "Turnover"
    assert name_of("gas_twh") == "gas"
    assert name_of("Goals (home)") == "Goals (home)"


def test_a_table_that_writes_decimal_commas_is_told_by_all_its_cells() -> None:
    assert writes_decimal_commas(["Year", "1.234,5", "8.412", "61,3"])
    assert not writes_decimal_commas(["1,234.5", "8.412", "61,3"])
    assert not writes_decimal_commas(["1,234", "8.412"])
    assert figure_text("8.412", ("Staff",), decimal_commas=True) == "8412"


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=60))
def test_any_heading_over_any_cell_is_read(cell: str, label: str) -> None:
    measure_of(label)
    name_of(label)
    figure_text(cell, (label,))


@pytest.mark.parametrize("labels", [("rows", "year: 2024", "visitors"), ("2024", "year", "visitors")])
def test_a_year_that_says_which_row_it_is_is_no_unit_of_its_counts(labels: tuple[str, ...]) -> None:
    (found,) = find_quantities(figure_text("1200", labels))
    assert (found.kind, found.unit) == ("count", None)


def test_the_value_of_a_year_is_a_date_and_no_number_of_years() -> None:
    (found,) = find_quantities(figure_text("2024", ("rows", "year")))
    assert found.kind == "date"
    (found,) = find_quantities(figure_text("12", ("age", "years")))
    assert found.unit == "year"
