"""English words that make a request an order. For text in small letters."""

DO = r"(?:re-?share|share|re-?post|post|like|comment|retweet|boost|amplify|spread|forward|publish|push|upvote|tag|promote)"
DONE = r"(?:re-?shared|shared|sharing|re-?posted|posted|posting|liked|commented|retweeted|boosted|amplified|spread)"
BY = r"(?:by|before|until|till|within|no later than|at the latest by)"
WHEN = (
    r"(?:\d|ten|nine|eight|seven|six|five|four|three|two|noon|lunch\w*|tonight|tomorrow|today|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|the (?:end|hour|next|weekend)|end of|thirty|an hour|eod)"
)

ALL = r"(?:everyone|everybody|every one of you|all of you|each of you|you all|every single (?:one|person)|the whole team|all staff|each team|team|folks|people)"
START = r"(?:(?<=[.!?:;,-] )|^)(?:so |now |and |then |just |also |go on,? |go ahead,? |quick:? )?"
SPREAD = r"(?:re-?share|share|repost|re-post|retweet|tweet|amplify|boost|promote)"
OBJECT = r"(?: (?:this|it|that|these|the|our|on|about|with|and|today|now|widely|your|far|to|under|if|here|as|one|at)\b|[,!.]|$)"
DUTY = rf"""
(?<!some )(?<!most )(?<!other ){ALL}[,:]? (?:\w+ ){{0,4}}?{DO}(?: (?:this|it|that))?(?: [^.!?]{{0,25}} {BY} [\w ]{{2,15}})?
{ALL} (?:please |must |should |needs? to |has to |have to |is |are )(?:have |be |been )?(?:\w+ )?(?:{DONE}|{DO})
(?:could|can|will|would) (?:everyone|everybody|all of you|you all) (?:please )?{DO}
{DO} (?:[^.!?]{{1,40}} )?{BY} {WHEN}\w*
{DONE} (?:[^.!?]{{1,40}} )?{BY} {WHEN}\w*
{DO} (?:[^.!?]{{1,30}} )?(?:asap|immediately|right away|right now|now!|at once|straight away)
(?:out|this|it) (?:[^.!?]{{0,30}} )?asap
(?:deadline|time limit) (?:for|to) (?:sharing|posting|share|post|like)
you have until [^.!?]{{1,20}} to {DO}
(?:must|have to|has to|need to|needs to|ought to|are required to|is required to|are expected to|are supposed to|are obliged to) (?:all )?(?:please )?(?:be )?(?:{DONE}|{DO}|do (?:our|your|their) (?:part|bit|share))
you (?:should|must) (?:all |really )?{DO}
(?:sharing|posting|participation|taking part|a post|one post|this one|attendance)[^.!?]{{0,30}} (?:is|are) (?:mandatory|required|compulsory|expected|not optional|not voluntary|obligatory|a must)
(?:mandatory|compulsory|not optional|required to)
(?:i|we|management|your manager) expects? (?:\w+ ){{0,4}}to {DO}
expected of (?:all|each|every)
(?:i|we) (?:want|need|would like|'d like)(?: to (?:see|have))? (?:\w+ )?(?:every|all of you|each|all of your|all your|at least|\w+ (?:shares|reposts|likes|posts|comments))(?: [^.!?]{{0,40}})?
i'd like (?:all of you|everyone|everybody|each of you) to
(?:nobody|no one|none of you|hardly anyone|only \w+ of you|few of you) (?:has|have) (?:\w+ )?{DONE}
(?:you|they|some of you|many of you) (?:still )?(?:haven't|have not) (?:yet )?(?:even )?{DONE}
(?:who|that) (?:haven't|have not|has not|hasn't) (?:yet )?{DONE}
(?:ask|check|see|note|look) (?:whether|if|who) (?:you )?(?:have )?(?:\w+ )?{DONE}
no excuses
(?:counting|relying) on (?:you|all of you|everyone)
do (?:your|our) (?:part|bit|share)
it(?:'s| is) your turn(?: to {DO})?
as agreed
(?:it is|it's) (?:important|vital|essential|crucial) that (?:all|everyone|everybody|you|each|staff)
(?:make|be) sure (?:to|that|you|everyone|this|it)(?: \w+){{0,3}}
(?:please )?ensure (?:that )?(?:this|it|you|everyone|your)
(?:do not|don't|never) forget to {DO}
remember to {DO}
if you work here,? you
be a (?:good|real|true|proud) (?:ambassador|advocate|team player)
(?:come on|hurry up),? (?:people|everyone|folks|team|all|guys)
at least (?:\w+ )?(?:people|colleagues|contacts|times|shares|posts|likes|friends)
(?:on|onto) your (?:feeds?|profiles?|walls?|timelines?) {BY} {WHEN}
(?:get|getting) (?:this|it) (?:out|trending)
copy the text
as it is\b.{{0,3}}$
reminder:
your (?:likes|shares|votes|clicks|posts) (?:decide|count|matter|are needed)
(?<!no )(?:so hurry|hurry(?: up)?)
(?:why|how come) (?:has|have) (?:nobody|no one|none|so few)
(?:i|we|i'll|we'll)(?: will)? (?:count|check|track) (?:the|your|who)
let (?:everybody|everyone|the world) know
copy and paste
each (?:department|team|room|site|office) posts
has (?:\w+ )?seconds for
only (?:a few|\w+) of you
you owe (?:it|this|that)
(?:everybody|everyone|every one of you|all of you) (?:takes? part|joins? in|is in|has a role)
(?:this|it) (?:on|in) every (?:profile|feed|timeline)
"""

ASKS = rf"""
(?:please|kindly|pls|plz),? (?:\w+ )?(?:to |all |do |take \w+ \w+ (?:to|and) |go (?:and )?|also |help (?:us )?)?{DO}(?: (?:this|it|the|our|on|and|about))?
(?:please|kindly) (?:make|put|get|bring) (?:this|it) (?:\w+ )?(?:your|on|out)
{START}{DO}{OBJECT}
{START}{SPREAD} (?!or|prices?|holders?)\w+
{START}(?:comment|post) (?:something|nice|below|under|the|one|a)
(?:go|goes|make this|make it|going) viral
(?:gets?|passed|pass it) around
(?:where are|let's see|show me) your (?:posts|shares|likes|reposts|comments)
a (?:share|repost|like|post) from (?:each|every|all|everyone)
(?:{DO}, )+(?:and )?{DO}
(?:and|then|to) (?:like|share|repost|comment|retweet)(?: and \w+)* (?:on |about |it|this|the|our)
(?:like|share|repost)(?:,| and) (?:\w+ )?(?:comment|share|like|tag|repost|follow)
leave a comment
(?:follow|like) (?:the|our) (?:company |\w+ )?page
let(?:'s| us) (?:all |please |now )?(?:{DO}|show|get)
help (?:us )?(?:out |by )?(?:and )?(?:sharing|share|spread)
(?:spread|get) the (?:word|message|news) ?(?:out)?
time to {DO}
(?:hit|press|smash|click) (?:like|share|repost|the)
a (?:quick )?(?:like|share|repost|comment) (?:on|from|for) (?:this|you|each|every|it)
invite your (?:contacts|network|friends|connections)
(?:your|their) (?:whole )?(?:network|followers|contacts)(?: now| today)?!
"""
