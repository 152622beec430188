#!/usr/bin/env bash
# The ten most telling things about Emend, one after the other with curl. Start ./run --demo in another terminal first.
# It places an order of its own; run it as often as you like. demo/tour.sh [URL]
set -euo pipefail
emend=${1:-http://127.0.0.1:8080}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }

# member NAME: the first value of that name in the JSON on standard input. members NAME: all of them, one a line.
member() { members "$1" | head -1; }
members() { grep -o "\"$1\":\(\"[^\"]*\"\|[^,}\"]*\)" | sed 's/^"[^"]*"://; s/^"//; s/"$//' || true; }

member_list() { members "$1" | paste -sd , | sed 's/,/, /g'; }

# call METHOD PATH [curl's options]: as the signed-in user; prints the answer.
call() {
    curl -s -X "$1" "$emend$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "${@:3}"
}

sign_in() {
    token=$(curl -sf "$emend/v1/accounts:signInWithPassword?key=demo" -H 'Content-Type: application/json' \
        -d "{\"email\":\"$1@demo.emend\",\"password\":\"demo-$1\",\"returnSecureToken\":true}" | member idToken)
}

curl -sf "$emend/health/ready" >/dev/null || { echo "Nothing answers at $emend. Start ./run --demo first."; exit 1; }
sign_in admin

say '1. Sixty orders of the last days are there: find those that hold a lamp that is sold in one place only'
call POST /api/orders/search -d '{ "query": { "orderLineItems": { "contains": { "article": { "tenantArticleId": { "eq": "LAMP-B-6600" } } } } },
    "sort": [ { "orderDate": "DESC" } ], "size": 3, "options": { "withTotal": true } }' > /tmp/walk.$$
note "the newest: $(member_list tenantOrderId < /tmp/walk.$$); in all $(member total < /tmp/walk.$$)"

say '2. An order is placed: routed at once, its stock reserved'
call POST /emend/v1/orders -H "Idempotency-Key: walk-$$-place" -d '{
    "consumer": { "addresses": [ { "firstName": "Ada", "lastName": "Walker", "street": "Prinsengracht", "houseNumber": "263",
        "postalCode": "1016 GV", "city": "Amsterdam", "country": "NL", "location": { "latitude": 52.3752, "longitude": 4.8840 } } ] },
    "lines": [ { "article": "TSHIRT-W-2468", "title": "Basic T-Shirt White", "quantity": 10 },
               { "article": "SNEAK-W-4891", "title": "White Sneakers", "quantity": 1 } ] }' > /tmp/walk.$$
order=$(member id < /tmp/walk.$$)
shirts=$(grep -o '"lines":.*' < /tmp/walk.$$ | member id)
note "order $order, plan $(grep -o '"plans":.*' < /tmp/walk.$$ | member status), total $(member amount < /tmp/walk.$$) EUR"

say '3. Why there? The decision log tells how many facilities each fence left, and what the ratings said'
plan=$(grep -o '"plans":.*' < /tmp/walk.$$ | member id)
call GET "/api/routingplans/$plan/decisionlogs/1" > /tmp/walk.$$
note "fences passed: $(grep -o '"fenceStatistics":.*' < /tmp/walk.$$ | grep -o '"name":"[A-Z-]*","passedAmount":[0-9]*' \
    | sed 's/"name":"//; s/","passedAmount":/ /' | paste -sd , | sed 's/,/, /g')"
note "penalties of the best: $(member_list totalPenalty < /tmp/walk.$$)"

say '4. What may be done with it? Every action, before anybody tries'
sign_in agent
call GET "/emend/v1/orders/$order/actions" > /tmp/walk.$$
note "allowed: $(grep -o '"action":"[^"]*","allowed":true' < /tmp/walk.$$ | member_list action)"
note "not now: $(grep -o '"action":"[^"]*","allowed":false' < /tmp/walk.$$ | member_list action)," \
    "for it must hold that $(member condition < /tmp/walk.$$)"

say '5. A preview: eight shirts instead of ten, and a cap. Decided by the very code that would do it; nothing is written'
want="{ \"changes\": [ { \"type\": \"setQuantity\", \"line\": \"$shirts\", \"quantity\": 8 },
    { \"type\": \"addLine\", \"article\": \"CAP-R-9082\", \"title\": \"Baseball Cap Red\", \"quantity\": 1 } ], \"comment\": \"the customer called\" }"
call POST "/emend/v1/orders/$order/modifications/preview" -d "$want" > /tmp/walk.$$
note "accepted $(member accepted < /tmp/walk.$$), the total changes by $(member delta < /tmp/walk.$$) EUR;" \
    "the order is still in revision $(call GET "/emend/v1/orders/$order" | member revision)"

say '6. And done: once, however often it is sent'
for attempt in 1 2; do
    note "sent the time no. $attempt: revision $(call POST "/emend/v1/orders/$order/modifications" -H "Idempotency-Key: walk-$$-cap" -d "$want" | member revision)"
done

say '7. Somebody who still looks at revision 1 is told; with rebase, what nobody else touched is done'
late='{ "changes": [ { "type": "setAttributes", "attributes": { "giftWrap": true } } ], "baseRevision": 1'
note "$(call POST "/emend/v1/orders/$order/modifications" -d "$late }" | member detail)"
note "with rebase: revision $(call POST "/emend/v1/orders/$order/modifications" -d "$late, \"rebase\": true }" | member revision)"

say '8. The way back: the cap goes and ten shirts are wanted again; the gift wrap, which came later, stays'
call POST "/emend/v1/orders/$order/modifications/2/undo" -d '{ "comment": "not meant" }' > /tmp/walk.$$
note "revision $(member revision < /tmp/walk.$$): $(call GET "/emend/v1/orders/$order/diff?from=3" | member_list words)"

say '9. Picking begins, and everything that is too late now says so, row by row'
sign_in picker
job=$(call GET "/api/pickjobs?orderRef=$order&status=OPEN" | grep -o '"pickjobs":.*' | member id)
call POST "/api/pickjobs/$job/actions" -d '{ "name": "START", "version": 1 }' >/dev/null
sign_in agent
call POST "/emend/v1/orders/$order/modifications" -d "{ \"changes\": [ { \"type\": \"removeLine\", \"line\": \"$shirts\" } ] }" > /tmp/walk.$$
note "$(member detail < /tmp/walk.$$)"
note "$(member remedy < /tmp/walk.$$)"

say '10. An order waits for a clock that is sold out. One comes in, and the order has it'
sign_in admin
call POST /emend/v1/orders -d '{ "lines": [ { "article": "CLOCK-W-8800", "title": "Walnut Wall Clock", "quantity": 1 } ],
    "consumer": { "addresses": [ { "street": "Damrak", "postalCode": "1012 LG", "city": "Amsterdam", "country": "NL" } ] } }' > /tmp/walk.$$
waiting=$(member id < /tmp/walk.$$)
note "before: $(grep -o '"plans":.*' < /tmp/walk.$$ | member status)"
facility=$(call GET '/api/facilities?size=1' | grep -o '"facilities":.*' | member id)
stock=$(call GET "/api/stocks?facilityRef=$facility&tenantArticleId=CLOCK-W-8800" | grep -o '"stocks":.*' | member id)
have=$(call GET "/api/stocks/$stock" | member value)
call PUT "/api/stocks/$stock" -d "{ \"value\": $((${have%.*} + 20)) }" >/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do
    state=$(call GET "/emend/v1/orders/$waiting" | grep -o '"plans":.*' | member status)
    [ "$state" = routed ] && break
    sleep 0.5
done
note "after 20 came in: $state"

rm -f /tmp/walk.$$
printf '\nThe API documents to read and try stand at %s/docs; the README goes on from here.\n' "$emend"
