"""Small cities for the tests, named by the vocabulary that ships with the product."""

from decimal import Decimal
from typing import Any

from data.sample_city import Filing, Plan, filings, forms
from data.sample_city.city import departments
from data.sample_city.page import Page
from loaders import vocabulary

NAMES = {name: measure.names for name, measure in vocabulary.load().measures.items()}


def plan(**fields: Any) -> Plan:
    """Five departments, one of each regional form, without faults unless asked for."""
    return Plan(**({"names": NAMES, "departments": 5, "faults": Decimal(0)} | fields))


def drafts(of: Plan) -> list[Filing]:
    return list(filings(of, departments(of)))


def pages(of: Plan) -> list[Page]:
    return [forms.write(filing, of.names) for filing in drafts(of)]
