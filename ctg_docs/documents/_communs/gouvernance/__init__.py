"""The governance as documents tell it: instances, posts, the chart and its drawing."""
