using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Events;
using Emend.Server.Application.Orders;
using Emend.Server.Catalog;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Events;

/// <summary>The query of an event request.</summary>
/// <param name="Filter">The requested events, restricted to the facilities of the caller.</param>
/// <param name="After">Only events after this position.</param>
/// <param name="Size">The maximum number of events of a page.</param>
/// <param name="Cursors">Converts positions to the cursors of the tenant.</param>
internal sealed record EventQuery(EventFilter Filter, EventPosition After, int Size, TenantEventCursors Cursors)
{
    /// <summary>
    /// The last position before the events that a restore removed, if the requested position belongs to such an event; otherwise null.
    /// </summary>
    public EventPosition? RestoredAt { get; init; }
}

/// <summary>Reads an event request and collects all validation errors.</summary>
internal sealed class EventQueryReader(
    EventCursors cursors,
    EventReader reader,
    OrderService orderService,
    IFacilityStore facilities,
    IEnumerable<EndpointDataSource> endpoints)
{
    public const string LastEventIdHeader = "Last-Event-ID";
    public const int DefaultSize = 100;
    public const int MaxSize = 500;
    public const int MaxValues = 20;

    private readonly Lazy<FrozenSet<string>> _apis = new(() => endpoints.SelectMany(e => e.Endpoints)
        .Select(e => e.Metadata.GetMetadata<ApiDocumentInfo>()?.Name).OfType<string>().Append(SystemActor.ApiName).ToFrozenSet());

    public async Task<(EventQuery Query, ImmutableArray<ValidationError> Problems)> Read(
        HttpContext context, AuthenticatedCaller caller, bool streams)
    {
        var (query, ct) = (new QueryStringReader(context.Request.Query), context.RequestAborted);
        var filter = new EventFilter
        {
            Orders = [.. ReadValues(query, "order").Select(v => new OrderId(v))],
            Kinds = ReadKnownValues(query, "type", NativeEventNames.All) is { Count: > 0 } types ? ToKinds(types) : null,
            Apis = ReadKnownValues(query, "api", _apis.Value),
            Facilities = [.. ReadValues(query, "facility").Select(v => new FacilityId(v))],
            Articles = [.. ReadValues(query, "article").Select(v => new ArticleId(v))],
        };
        await ValidateIds(query, caller, filter, ct);
        var tenantCursors = await cursors.ForTenant(caller.Tenant, ct);
        var (after, restoredAt) = await ReadPosition(context.Request, query, tenantCursors, streams, ct);
        var size = query.ReadInteger("size", DefaultSize, 1, MaxSize);
        if (streams && context.Request.Query.ContainsKey("size"))
        {
            query.AddError("size", "is sent with a stream", "omit it; only pages have a size");
        }

        return (new(RestrictToFacilities(filter, caller.Actor), after, size, tenantCursors) { RestoredAt = restoredAt }, query.Errors);
    }

    /// <summary>Checks that the caller can access the requested facilities. Responds with 403 and returns false if not.</summary>
    public static async Task<bool> RequireFacilityAccess(HttpContext context, AuthenticatedCaller caller, EventQuery eventQuery)
    {
        if (eventQuery.Filter.Facilities.All(caller.Actor.CanAccessFacility))
        {
            return true;
        }

        var elsewhere = eventQuery.Filter.Facilities.First(f => !caller.Actor.CanAccessFacility(f));
        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not include the facility {ValueFormatter.Truncate(elsewhere.Value)}. Request your own facilities.",
        });
        return false;
    }

    // Callers with facility-restricted roles receive only the events of their facilities.
    private static EventFilter RestrictToFacilities(EventFilter filter, Actor actor) =>
        filter.Facilities.Count > 0 || actor.Facilities.IsEmpty ? filter : filter with { Facilities = [.. actor.Facilities] };

    private async Task<(EventPosition After, EventPosition? RestoredAt)> ReadPosition(
        HttpRequest request, QueryStringReader query, TenantEventCursors tenantCursors, bool streams, CancellationToken ct)
    {
        var (after, from) = (query.ReadText("after"), query.ReadText("from"));
        if (from is not (null or "now" or "beginning"))
        {
            query.AddError("from", $"is {ValueFormatter.Truncate(from)}", "must be now or beginning");
        }

        if (after is not null && from is not null)
        {
            query.AddError("from", "is sent together with after", "send one of them");
        }
        // A browser that reconnects requests the same URL and sends its position in this header.
        var (member, text) = request.Headers[LastEventIdHeader].ToString() is { Length: > 0 } lastId
            ? (LastEventIdHeader, lastId)
            : ("after", after);
        var head = await reader.ReadHead(tenantCursors.Tenant, ct);
        if (text is null)
        {
            return (from is "beginning" || (from is null && !streams) ? EventPosition.Beginning : head, null);
        }

        var reading = tenantCursors.Read(member, text);
        if (reading.RestoredAt is { } restoredAt)
        {
            return (restoredAt, restoredAt);
        }

        var (at, problem) = reading;
        if (at > head)
        {
            problem = new(
                member, "is later than all events", "must be an event of this database; start again with from=beginning or from=now");
        }

        if (problem is { } wrong)
        {
            query.AddError(wrong.Path, wrong.Detail, wrong.Expected);
        }

        return (at ?? head, null);
    }

    private async Task ValidateIds(QueryStringReader query, AuthenticatedCaller caller, EventFilter filter, CancellationToken ct)
    {
        foreach (var order in filter.Orders)
        {
            if ((await orderService.Read(caller.Caller, new OrderKey.ById(order), ct)).Order is null)
            {
                query.AddError("order", $"is {ValueFormatter.Truncate(order.Value)}, which does not exist", "must be the id of an order");
            }
        }

        foreach (var facility in filter.Facilities)
        {
            if (await facilities.Find(caller.Tenant, facility, ct) is null)
            {
                query.AddError(
                    "facility", $"is {ValueFormatter.Truncate(facility.Value)}, which does not exist", "must be the id of a facility");
            }
        }
    }

    private static FrozenSet<string> ReadKnownValues(QueryStringReader query, string name, IReadOnlyCollection<string> known)
    {
        var values = ReadValues(query, name);
        foreach (var value in values.Where(v => !known.Contains(v)))
        {
            query.AddError(name, $"is {ValueFormatter.Truncate(value)}", NameSuggester.Suggest(value, known) is { } similar
                ? $"did you mean {similar}?"
                : $"must be one of {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }

        return [.. values];
    }

    // Unknown types are reported as errors.
    private static FrozenSet<IntegrationEventKind> ToKinds(FrozenSet<string> types) =>
        [.. NativeEventNames.All.Where(types.Contains).Select(NativeEventNames.ToKind)];

    private static ImmutableArray<string> ReadValues(QueryStringReader query, string name)
    {
        var values = query.ReadTexts(name);
        if (values.Length <= MaxValues)
        {
            return values;
        }

        query.AddError(name, $"is sent {values.Length} times", $"must be sent at most {MaxValues} times");
        return [];
    }
}
