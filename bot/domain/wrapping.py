"""What gets wrapped around links: tracking, pages that only lead on, and other looks of the same page."""

import re
from urllib.parse import unquote

# Parameters that say where a click came from, never what is shown. Names that some sites use for what is shown
# (`ref`, `source`, `id`, `p`, `t`) are not here; they are only dropped where a site is known to track with them.
_TRACKING_STARTS = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "guce_", "_hs", "__hs", "oly_")
_TRACKING = frozenset(
    """
    _ga _gl _openstat __s at_campaign at_medium ck_subscriber_id cmpid dclid echobox fbclid gad_source gbraid gclid
    gclsrc guccounter hsctatracking igsh igshid jsessionid li_fat_id mc_cid mc_eid mkt_tok ml_subscriber
    ml_subscriber_hash msclkid ncid ns_campaign ns_fee ns_linkname ns_mchannel ns_source phpsessid rb_clickid ref_src
    ref_url s_cid s_kwcid srsltid ttclid twclid vero_conv vero_id wbraid wickedid wt.mc_id wt_mc xtor yclid ysclid
    """.split()  # noqa: SIM905 - fifty names read better as words than as a column of quotes
)
_TRACKING_AT = {
    "youtube.com": {"si", "feature", "pp", "ab_channel"},
    "youtu.be": {"si", "feature"},
    "spotify.com": {"si"},
    "twitter.com": {"s", "t"},
    "x.com": {"s", "t"},
    "linkedin.com": {"trk", "trackingid", "lipi", "refid"},
    "medium.com": {"source"},
    "reddit.com": {"share_id", "rdt"},
    "tiktok.com": {"_r", "_t"},
    "msn.com": {"ocid", "cvid"},
    "nytimes.com": {"smid", "smtyp"},
}

_GOOGLE = r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}"
# Host and path of pages that only lead on to another one, and the parameters that hold its address.
_WRAPPERS = tuple(
    (re.compile(where), names)
    for where, names in (
        (_GOOGLE + r"/url", ("url", "q")),
        (r"(?:www\.)?youtube\.com/redirect", ("q",)),
        (r"lm?\.(?:facebook|instagram)\.com/(?:l\.php)?", ("u",)),
        (r"(?:www\.)?facebook\.com/l\.php", ("u",)),
        (r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)/?", ("url",)),
        (r"out\.reddit\.com/.*", ("url",)),
        (r"(?:www\.)?slack-redir\.net/link", ("url",)),
        (r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com/.*", ("url",)),
        (r"statics\.teams\.cdn\.office\.net/.*safelinks.*", ("url",)),
        (r"(?:html\.)?duckduckgo\.com/l/?", ("uddg",)),
    )
)
_AMP_VIEWER = re.compile(rf"(?:{_GOOGLE}/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[cv])/(s/)?(.+)")

# Labels of a host that only choose how the same pages look, and hosts that are the same place under another name.
SAME_PAGES = frozenset({"www", "m", "mobile", "amp"})
SAME_HOSTS = {
    "twitter.com": "x.com",
    "old.reddit.com": "reddit.com",
    "new.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
}
VIDEO = re.compile(
    r"(?:youtu\.be/|(?:[a-z-]+\.)?youtube(?:-nocookie)?\.com/(?:shorts|live|embed|v)/)([\w-]{3,})/?", re.ASCII
)


def inside(host: str, path: str, query: str) -> str | None:
    """The address that a known wrapper leads on to, whatever it is; None where this is no wrapper."""
    where = host + path
    viewer = _AMP_VIEWER.fullmatch(where)
    if viewer:
        return f"http{'s' if viewer[1] else ''}://{viewer[2]}" + (f"?{query}" if query else "")
    for pattern, names in _WRAPPERS:
        if pattern.fullmatch(where):
            values = dict(map(_named, reversed(query.split("&"))))
            return next((values[name] for name in names if values.get(name)), None)
    return None


def is_tracking(pair: str, host: str) -> bool:
    """Whether this `name=value` of a query only says where a click came from."""
    name = _named(pair)[0]
    site = ".".join(host.split(".")[-2:])
    return name in _TRACKING or name.startswith(_TRACKING_STARTS) or name in _TRACKING_AT.get(site, ())


def _named(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    # `amp;` is left over where a feed escaped its links twice. Not `unquote_plus`: a plus sign in a wrapped address
    # is a plus sign.
    return unquote(name).lower().removeprefix("amp;"), unquote(value)
