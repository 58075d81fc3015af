"""The store as pages have it: opened once, at the address that the environment or the warehouse's folder gives."""

import streamlit as st

from dashboard import warehouse
from dashboard.workbench.store import Store, default_address, open_store


def opened() -> Store:
    """The store. Raises WorkbenchError, with what to show."""
    return _opened(default_address(warehouse.folder()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(address: str) -> Store:
    return open_store(address)
