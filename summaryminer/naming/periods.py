from __future__ import annotations
def year_and_period(text, sentence, quantity, years, identity, lexicons):  # type: ignore
    return identity.year, identity.period
