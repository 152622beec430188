using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Api.Fulfillmenttools.Contracts.ReservationActionSchemas;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Removes selected reservations of one or several orders.</summary>
internal sealed class ReservationActionEndpoints(
    FulfillmenttoolsAuthorizer authorizer,
    ReservationRemovalService removals,
    OrderService orderService,
    ISearchIndex<OwnedEntity<Reservation>> searchIndex,
    IOrderReader orderReader)
{
    private const int Max = 1_000;

    // All orders of a number: old canceled ones may have it too.
    private const int MaxOrders = 1_000;

    private static readonly (string Member, string Field)[] Members =
    [
        ("orderRefs", FulfillmentSearchDocuments.Order),
        ("routingPlanRefs", FulfillmentSearchDocuments.Plan),
        ("reservationRefs", FulfillmentSearchDocuments.Id),
    ];

    public async Task Act(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller
            || await WriteRequestBody.Read(context, ReservationActionSchemas.Action) is not { } body)
        {
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReservationWrite))
        {
            return;
        }

        var idempotency = IdempotencyKeys.Create(context.Request, caller.Caller, body.Bytes);
        var origin = new BatchOrigin(caller.Caller, FulfillmenttoolsApi.Name, idempotency);
        var reducesStock = body.Json.ReadText("name") is ReduceStocks;
        var selector = body.Json.GetProperty(Selector);
        if (await removals.Remove(origin, reducesStock, () => Select(context, caller, selector), context.RequestAborted) is { } result)
        {
            await Write(context, result);
        }
    }

    // Null if the response is written.
    private async Task<List<Reservation>?> Select(HttpContext context, AuthenticatedCaller caller, JsonElement selector)
    {
        var criteria = new List<Criterion>();
        foreach (var (member, field) in Members)
        {
            if (selector.HasMember(member))
            {
                criteria.Add(IsOneOf(field, selector.ReadEntries(member).Select(e => e.GetString()!)));
            }
        }

        if (await FindUnknown(caller, selector, context.RequestAborted) is var (resource, id))
        {
            await FulfillmenttoolsErrors.NotFound(context, resource, id);
            return null;
        }

        if (selector.ReadEntries("tenantOrderIds").Select(e => e.GetString()!).FirstOrDefault() is { } number)
        {
            var orders = await ListOrders(caller.Tenant, number, context.RequestAborted);
            if (orders.Count == 0)
            {
                await FulfillmenttoolsErrors.NotFound(context, "order", number);
                return null;
            }

            criteria.Add(IsOneOf(FulfillmentSearchDocuments.Order, orders.Select(o => o.Id.Value)));
        }

        if (selector.ReadMember("reservationPredicate") is { } predicate)
        {
            // No field of a reservation is relative to the current time.
            var where = FulfillmentSearchFields.Reservation.ToCriterion(predicate, default);
            criteria.Add(SearchDefinitions.Reservations.RestrictTo(where, caller.Actor));
        }

        return await Find(context, caller.Tenant, new Criterion.All([.. criteria]));
    }

    private async Task<List<Reservation>?> Find(HttpContext context, TenantId tenant, Criterion where)
    {
        const int PageSize = 250;
        var found = new List<Reservation>();
        SortPosition? from = null;
        do
        {
            var page = await searchIndex.Find(
                tenant, new(where, new(SortOrder.Id, Descending: false), PageSize, from), context.RequestAborted);
            found.AddRange(page.Items.Select(hit => hit.Item.Entity));
            from = page.End;
        }
        while (from is not null && found.Count <= Max);
        if (found.Count <= Max)
        {
            return found;
        }

        await FulfillmenttoolsErrors.Unprocessable(
            context,
            $"{Selector} matches more than {Max} reservations. Nothing was removed.",
            "Select fewer reservations, for example of one facility or one article.");
        return null;
    }

    private async Task<(string Resource, string Id)?> FindUnknown(
        AuthenticatedCaller caller, JsonElement selector, CancellationToken ct)
    {
        foreach (var plan in selector.ReadEntries("routingPlanRefs").Select(e => e.GetString()!))
        {
            if (await orderReader.FindPlan(caller.Tenant, new(plan), ct) is null)
            {
                return ("routing plan", plan);
            }
        }

        foreach (var order in selector.ReadEntries("orderRefs").Select(e => e.GetString()!))
        {
            if ((await orderService.Read(caller.Caller, new OrderKey.ById(new(order)), ct)).Order is null)
            {
                return ("order", order);
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Order>> ListOrders(TenantId tenant, string number, CancellationToken ct) =>
        (await orderReader.ListOrders(tenant, new(null, MaxOrders, number, null), ct)).Items;

    private static Criterion.FieldMatches IsOneOf(string field, IEnumerable<string> values) =>
        new(field, new FieldPredicate.OneOf([.. values.Select(FieldValue.From)]));

    private static Task Write(HttpContext context, ReservationRemovalResult result) => result switch
    {
        ReservationRemovalResult.Removed(var ids) => JsonResponseWriter.WriteList(
            context.Response, StatusCodes.Status200OK, ids, ReservationWriter.WriteRemoved),
        ReservationRemovalResult.Failed(var order, var failed) => OrderResponses.Write(
            context,
            failed,
            new("order", order.Value, v => v.Field is RequestField.ReduceStock ? "name" : Selector),
            _ => throw new InvalidOperationException("An accepted command has no error response.")),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
    };
}
