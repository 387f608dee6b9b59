"""What follows from the figures chosen: rates of part and whole, and values per head."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.lexicons import Lexicons

__all__ = ["per_head", "rates"]


def rates(chosen: pd.DataFrame, keys: list[str], lexicons: Lexicons) -> pd.DataFrame:
    """Rates that a report does not state but whose part and whole it does (``relations.tsv``), marked in ``derived``.

    Args:
        chosen: one row for each group and column, as :func:`summaryminer.tables.choice.choose` makes them.
        keys: the columns that name a group.
        lexicons: ``relations.tsv`` says which are made of which.
    """
    import pandas as pd

    made: list[pd.DataFrame] = []
    present = set(zip(*(chosen[key] for key in [*keys, "column"]), strict=True)) if len(chosen) else set()
    for entry in lexicons.table("relations"):
        if not entry.get("rate") or entry.get("derive") == "no":
            continue
        part = chosen[chosen["column"].eq(entry["part"])]
        whole = chosen[chosen["column"].eq(entry["whole"]) & chosen["amount"].gt(0)]
        both = part.merge(whole, on=[*keys, "year"], suffixes=("", "_whole"))
        both = both[both["amount"] <= both["amount_whole"]]
        new = [(*(row[key] for key in keys), entry["rate"]) not in present for _, row in both.iterrows()]
        both = both[new]
        if both.empty:
            continue
        present |= set(zip(*(both[key] for key in keys), [entry["rate"]] * len(both), strict=True))
        rate = both[chosen.columns].copy()
        rate["amount"] = both["amount"] / both["amount_whole"]
        rate["id"] = both["id"] + ";" + both["id_whole"]
        rate["rejected"], rate["shown_unit"], rate["kind"] = "", "", "rate"
        rate["column"], rate["indicator_id"] = entry["rate"], entry["rate"]
        rate["derived"] = f"{entry['part']} / {entry['whole']}"
        made.append(rate)
    return pd.concat([chosen, *made], ignore_index=True) if made else chosen


def per_head(chosen: pd.DataFrame, population: pd.Series, lexicons: Lexicons) -> pd.DataFrame:
    """The counts and sums of money again, divided by the population where that is known; column ``<column>/person``.

    Args:
        chosen: rows as above.
        population: people of each row's report, null where unknown; same index.
        lexicons: ``comparison.toml`` says what is never divided.
    """
    import pandas as pd

    never = tuple(lexicons.words("comparison", "per_capita", "never"))
    fitting = chosen["kind"].isin(["count", "money"]) & population.gt(0) & chosen["indicator_id"].notna()
    fitting &= ~chosen["column"].map(lambda name: name.startswith(never))
    heads = chosen[fitting].copy()
    if heads.empty:
        return chosen
    heads["amount"] = heads["amount"] / population[fitting]
    heads["derived"] = heads["column"] + " / population"
    heads["column"] = heads["column"] + "/person"
    heads["rejected"] = ""
    return pd.concat([chosen, heads], ignore_index=True)
