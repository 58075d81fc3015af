"""Pictures: a DataFrame of a view comes in, a plotly Figure goes out. No streamlit here.

Every mark carries, as customdata, what its click opens; every picture says its unit and how many departments it shows
and lacks. A picture knows nothing of light and dark until it is `dressed` for the page or the paper it goes on.
"""

from dashboard.charts.compositions import composition, support
from dashboard.charts.dumbbells import dumbbell, rescoring, spending
from dashboard.charts.funnels import funnel
from dashboard.charts.heat_maps import heat_map
from dashboard.charts.histograms import histogram
from dashboard.charts.intervals import intervals
from dashboard.charts.multiples import small_multiples
from dashboard.charts.profiles import profiles
from dashboard.charts.scatters import scatter
from dashboard.charts.strips import scores, strip
from dashboard.charts.style import DARK, LIGHT, PAPER, Look, among, colour, config, counted, dressed, is_empty
from dashboard.charts.tallies import findings, tally
from dashboard.charts.waterfalls import waterfall

__all__ = [
    "DARK",
    "LIGHT",
    "PAPER",
    "Look",
    "among",
    "colour",
    "composition",
    "config",
    "counted",
    "dressed",
    "dumbbell",
    "findings",
    "funnel",
    "heat_map",
    "histogram",
    "intervals",
    "is_empty",
    "profiles",
    "rescoring",
    "scatter",
    "scores",
    "small_multiples",
    "spending",
    "strip",
    "support",
    "tally",
    "waterfall",
]
