#!/usr/bin/env bash
# Shows ten features of Emend with curl. Start ./run --demo in another terminal first.
# Usage: demo/tour.sh [URL]. The script places its own orders and can run repeatedly.
set -euo pipefail
emend=${1:-http://127.0.0.1:8080}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }

# member NAME: prints the first value with this name in the JSON on stdin. members NAME: prints all of them, one per line.
member() { members "$1" | head -1; }
members() { grep -o "\"$1\":\(\"[^\"]*\"\|[^,}\"]*\)" | sed 's/^"[^"]*"://; s/^"//; s/"$//' || true; }

member_list() { members "$1" | paste -sd , | sed 's/,/, /g'; }

# call METHOD PATH [curl options]: sends a request as the signed-in user and prints the response.
call() {
    curl -s -X "$1" "$emend$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "${@:3}"
}

sign_in() {
    token=$(curl -sf "$emend/v1/accounts:signInWithPassword?key=demo" -H 'Content-Type: application/json' \
        -d "{\"email\":\"$1@demo.emend\",\"password\":\"demo-$1\",\"returnSecureToken\":true}" | member idToken)
}

curl -sf "$emend/health/ready" >/dev/null || { echo "Emend does not respond at $emend. Start ./run --demo first."; exit 1; }
sign_in admin

say '1. Search: the demo tenant has sixty orders. Find those with a lamp that only one facility has in stock'
call POST /api/orders/search -d '{ "query": { "orderLineItems": { "contains": { "article": { "tenantArticleId": { "eq": "LAMP-B-6600" } } } } },
    "sort": [ { "orderDate": "DESC" } ], "size": 3, "options": { "withTotal": true } }' > /tmp/tour.$$
note "newest: $(member_list tenantOrderId < /tmp/tour.$$); total $(member total < /tmp/tour.$$)"

say '2. Place an order: Emend routes it and reserves its stock immediately'
call POST /emend/v1/orders -H "Idempotency-Key: tour-$$-place" -d '{
    "consumer": { "addresses": [ { "firstName": "Ada", "lastName": "Walker", "street": "Prinsengracht", "houseNumber": "263",
        "postalCode": "1016 GV", "city": "Amsterdam", "country": "NL", "location": { "latitude": 52.3752, "longitude": 4.8840 } } ] },
    "lines": [ { "article": "TSHIRT-W-2468", "title": "Basic T-Shirt White", "quantity": 10 },
               { "article": "SNEAK-W-4891", "title": "White Sneakers", "quantity": 1 } ] }' > /tmp/tour.$$
order=$(member id < /tmp/tour.$$)
shirts=$(grep -o '"lines":.*' < /tmp/tour.$$ | member id)
note "order $order, routing plan $(grep -o '"routingPlans":.*' < /tmp/tour.$$ | member status), total $(member amount < /tmp/tour.$$) EUR"

say '3. Explain the route: the decision log shows how many facilities passed each fence, and the ratings'
plan=$(grep -o '"routingPlans":.*' < /tmp/tour.$$ | member id)
call GET "/api/routingplans/$plan/decisionlogs/1" > /tmp/tour.$$
note "fences passed: $(grep -o '"fenceStatistics":.*' < /tmp/tour.$$ | grep -o '"name":"[A-Z-]*","passedAmount":[0-9]*' \
    | sed 's/"name":"//; s/","passedAmount":/ /' | paste -sd , | sed 's/,/, /g')"
note "penalties of the best candidates: $(member_list totalPenalty < /tmp/tour.$$)"

say '4. Available actions: each action, and the rule violations that forbid it'
sign_in agent
call GET "/emend/v1/orders/$order/actions" > /tmp/tour.$$
note "allowed: $(grep -o '"action":"[^"]*","allowed":true' < /tmp/tour.$$ | member_list action)"
note "not allowed: $(grep -o '"action":"[^"]*","allowed":false' < /tmp/tour.$$ | member_list action)," \
    "because a rule requires: $(member condition < /tmp/tour.$$)"

say '5. Preview: eight shirts instead of ten, and a cap. Emend decides with the same code and writes nothing'
want="{ \"changes\": [ { \"type\": \"setQuantity\", \"line\": \"$shirts\", \"quantity\": 8 },
    { \"type\": \"addLine\", \"article\": \"CAP-R-9082\", \"title\": \"Baseball Cap Red\", \"quantity\": 1 } ], \"comment\": \"the customer called\" }"
call POST "/emend/v1/orders/$order/modifications/preview" -d "$want" > /tmp/tour.$$
note "accepted $(member accepted < /tmp/tour.$$), the total changes by $(member delta < /tmp/tour.$$) EUR;" \
    "the order is still at revision $(call GET "/emend/v1/orders/$order" | member revision)"

say '6. Modify: with an idempotency key, a repeated request is applied once'
for attempt in 1 2; do
    note "attempt $attempt: revision $(call POST "/emend/v1/orders/$order/modifications" -H "Idempotency-Key: tour-$$-cap" -d "$want" | member revision)"
done

say '7. Version conflict: a request based on revision 1 is rejected. With rebase, changes of other fields are applied'
late='{ "changes": [ { "type": "setAttributes", "attributes": { "giftWrap": true } } ], "baseRevision": 1'
note "$(call POST "/emend/v1/orders/$order/modifications" -d "$late }" | member detail)"
note "with rebase: revision $(call POST "/emend/v1/orders/$order/modifications" -d "$late, \"rebase\": true }" | member revision)"

say '8. Undo: the cap is removed and the quantity is ten again. The later gift wrap stays'
call POST "/emend/v1/orders/$order/modifications/2/undo" -d '{ "comment": "not meant" }' > /tmp/tour.$$
note "revision $(member revision < /tmp/tour.$$): $(call GET "/emend/v1/orders/$order/diff?from=3" | member_list description)"

say '9. Picking starts: a late change is rejected with the violated rules'
sign_in picker
job=$(call GET "/api/pickjobs?orderRef=$order&status=OPEN" | grep -o '"pickjobs":.*' | member id)
call POST "/api/pickjobs/$job/actions" -d '{ "name": "START", "version": 1 }' >/dev/null
sign_in agent
call POST "/emend/v1/orders/$order/modifications" -d "{ \"changes\": [ { \"type\": \"removeLine\", \"line\": \"$shirts\" } ] }" > /tmp/tour.$$
note "$(member detail < /tmp/tour.$$)"
note "$(member remedy < /tmp/tour.$$)"

say '10. Unroutable units: an order waits for a sold-out clock. Stock arrives, and Emend routes the order'
sign_in admin
call POST /emend/v1/orders -d '{ "lines": [ { "article": "CLOCK-W-8800", "title": "Walnut Wall Clock", "quantity": 1 } ],
    "consumer": { "addresses": [ { "street": "Damrak", "postalCode": "1012 LG", "city": "Amsterdam", "country": "NL" } ] } }' > /tmp/tour.$$
waiting=$(member id < /tmp/tour.$$)
note "before: $(grep -o '"routingPlans":.*' < /tmp/tour.$$ | member status)"
facility=$(call GET '/api/facilities?size=1' | grep -o '"facilities":.*' | member id)
stock=$(call GET "/api/stocks?facilityRef=$facility&tenantArticleId=CLOCK-W-8800" | grep -o '"stocks":.*' | member id)
have=$(call GET "/api/stocks/$stock" | member value)
call PUT "/api/stocks/$stock" -d "{ \"value\": $((${have%.*} + 20)) }" >/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do
    state=$(call GET "/emend/v1/orders/$waiting" | grep -o '"routingPlans":.*' | member status)
    [ "$state" = routed ] && break
    sleep 0.5
done
note "after 20 arrived: $state"

rm -f /tmp/tour.$$
printf '\nAPI documents: %s/docs. Next: follow the quick start in README.md.\n' "$emend"
