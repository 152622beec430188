using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Events;

/// <summary>Which events somebody asked for.</summary>
/// <param name="Filter">Those they want, of those they may hear.</param>
/// <param name="After">Those after this place.</param>
/// <param name="Size">How many a page has at most.</param>
/// <param name="Cursors">How places are told to them.</param>
internal sealed record EventQuery(EventFilter Filter, EventPosition After, int Size, TenantEventCursors Cursors);

/// <summary>Reads what events are asked for, and tells everything that is wrong with it.</summary>
internal sealed class EventQueryReader(
    EventCursors cursors, EventReader reader, OrderService orderService, IFacilityStore facilities, IEnumerable<EndpointDataSource> endpoints)
{
    public const string LastHeard = "Last-Event-ID";
    public const int DefaultSize = 100;
    public const int MaxSize = 500;
    public const int MaxValues = 20;

    private readonly Lazy<FrozenSet<string>> _faces = new(() => endpoints.SelectMany(e => e.Endpoints)
        .Select(e => e.Metadata.GetMetadata<ApiDocumentInfo>()?.Name).OfType<string>().Append(SystemActor.ApiName).ToFrozenSet());

    public async Task<(EventQuery Asked, ImmutableArray<ValidationError> Problems)> Read(HttpContext context, AuthenticatedCaller caller, bool streams)
    {
        var (query, ct) = (new QueryStringReader(context.Request.Query), context.RequestAborted);
        var filter = new EventFilter
        {
            Orders = [.. Values(query, "order").Select(v => new OrderId(v))],
            Kinds = Known(query, "kind", EventTypes.All),
            Faces = Known(query, "face", _faces.Value),
            Facilities = [.. Values(query, "facility").Select(v => new FacilityId(v))],
            Articles = [.. Values(query, "article").Select(v => new ArticleId(v))],
        };
        await MustExist(query, caller, filter, ct);
        var own = await cursors.Of(caller.Tenant, ct);
        var after = await From(context.Request, query, own, streams, ct);
        var size = query.Whole("size", DefaultSize, 1, MaxSize);
        if (streams && context.Request.Query.ContainsKey("size"))
            query.Add("size", "is there", "is for pages: a stream has no end");
        return (new(Within(filter, caller.Actor), after, size, own), query.Problems);
    }

    /// <summary>Whether they reach the facilities asked for; answers 403 where not.</summary>
    public static async Task<bool> Reaches(HttpContext context, AuthenticatedCaller caller, EventQuery eventQuery)
    {
        if (eventQuery.Filter.Facilities.All(caller.Actor.CanAccessFacility)) return true;
        var elsewhere = eventQuery.Filter.Facilities.First(f => !caller.Actor.CanAccessFacility(f));
        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not reach the facility {ValueFormatter.Short(elsewhere.Value)}. Ask for your own facilities.",
        });
        return false;
    }

    // Who is bound to facilities hears what happens there.
    private static EventFilter Within(EventFilter filter, Actor actor) =>
        filter.Facilities.Count > 0 || actor.Facilities.IsEmpty ? filter : filter with { Facilities = [.. actor.Facilities] };

    private async Task<EventPosition> From(
        HttpRequest request, QueryStringReader query, TenantEventCursors own, bool streams, CancellationToken ct)
    {
        var (after, from) = (query.Text("after"), query.Text("from"));
        if (from is not (null or "now" or "beginning"))
            query.Add("from", $"is {ValueFormatter.Short(from)}", "must be now or beginning");
        if (after is not null && from is not null)
            query.Add("from", "is there beside after", "name one of the two");
        // A browser that connects again asks for the same address, and says by the header how far it came.
        var (member, text) = request.Headers[LastHeard].ToString() is { Length: > 0 } heard ? (LastHeard, heard) : ("after", after);
        var head = await reader.Head(ct);
        if (text is null)
            return from is "beginning" || (from is null && !streams) ? EventPosition.Beginning : head;
        var (at, problem) = own.Read(member, text);
        if (at > head)
            problem = new(member, "lies ahead of all events", "it is of another database: begin anew, with from=beginning or from=now");
        if (problem is { } wrong)
            query.Add(wrong.Path, wrong.Detail, wrong.Expected);
        return at ?? head;
    }

    private async Task MustExist(QueryStringReader query, AuthenticatedCaller caller, EventFilter filter, CancellationToken ct)
    {
        foreach (var order in filter.Orders)
            if ((await orderService.Read(caller.Caller, new OrderKey.ById(order), ct)).Order is null)
                query.Add("order", $"is {ValueFormatter.Short(order.Value)}, and there is no such order", "must be the id of an order");
        foreach (var facility in filter.Facilities)
            if (await facilities.Find(caller.Tenant, facility, ct) is null)
                query.Add("facility", $"is {ValueFormatter.Short(facility.Value)}, and there is no such facility", "must be the id of a facility");
    }

    private static FrozenSet<string> Known(QueryStringReader query, string name, IReadOnlyCollection<string> known)
    {
        var values = Values(query, name);
        foreach (var value in values.Where(v => !known.Contains(v)))
            query.Add(name, $"is {ValueFormatter.Short(value)}", NameSuggester.To(value, known) is { } meant
                ? $"did you mean {meant}?"
                : $"must be one of {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        return [.. values];
    }

    private static ImmutableArray<string> Values(QueryStringReader query, string name)
    {
        var values = query.Texts(name);
        if (values.Length <= MaxValues) return values;
        query.Add(name, $"is there {values.Length} times", $"must be there at most {MaxValues} times");
        return [];
    }
}
