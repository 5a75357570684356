"""Time as documents draw it: the rétroplanning, the history by year, the state of a step."""
