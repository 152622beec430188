using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.Events;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Events;

/// <summary>Which events somebody asked for.</summary>
/// <param name="Filter">Those they want, of those they may hear.</param>
/// <param name="After">Those after this place.</param>
/// <param name="Size">How many a page has at most.</param>
/// <param name="Cursors">How places are told to them.</param>
internal sealed record EventsAsked(EventFilter Filter, EventPosition After, int Size, CursorsOfTenant Cursors);

/// <summary>Reads what events are asked for, and tells everything that is wrong with it.</summary>
internal sealed class EventAsking(
    EventCursors cursors, EventReader reader, OrderDesk desk, IFacilityStore facilities, IEnumerable<EndpointDataSource> endpoints)
{
    public const string LastHeard = "Last-Event-ID";
    public const int UsualSize = 100;
    public const int MostSize = 500;
    public const int MostValues = 20;

    private readonly Lazy<FrozenSet<string>> _faces = new(() => endpoints.SelectMany(e => e.Endpoints)
        .Select(e => e.Metadata.GetMetadata<FaceDescription>()?.Name).OfType<string>().Append(House.Face).ToFrozenSet());

    public async Task<(EventsAsked Asked, ImmutableArray<Problem> Problems)> Read(HttpContext context, Visitor visitor, bool streams)
    {
        var (query, ct) = (new QueryReader(context.Request.Query), context.RequestAborted);
        var filter = new EventFilter
        {
            Orders = [.. Values(query, "order").Select(v => new OrderId(v))],
            Kinds = Known(query, "kind", EventKinds.All),
            Faces = Known(query, "face", _faces.Value),
            Facilities = [.. Values(query, "facility").Select(v => new FacilityId(v))],
            Articles = [.. Values(query, "article").Select(v => new ArticleId(v))],
        };
        await MustExist(query, visitor, filter, ct);
        var own = await cursors.Of(visitor.Tenant, ct);
        var after = await From(context.Request, query, own, streams, ct);
        var size = query.Whole("size", UsualSize, 1, MostSize);
        if (streams && context.Request.Query.ContainsKey("size"))
            query.Add("size", "is there", "is for pages: a stream has no end");
        return (new(Within(filter, visitor.Actor), after, size, own), query.Problems);
    }

    /// <summary>Whether they reach the facilities asked for; answers 403 where not.</summary>
    public static async Task<bool> Reaches(HttpContext context, Visitor visitor, EventsAsked asked)
    {
        if (asked.Filter.Facilities.All(visitor.Actor.WorksAt)) return true;
        var elsewhere = asked.Filter.Facilities.First(f => !visitor.Actor.WorksAt(f));
        await Problems.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not reach the facility {Shown.Short(elsewhere.Value)}. Ask for your own facilities.",
        });
        return false;
    }

    // Who is bound to facilities hears what happens there.
    private static EventFilter Within(EventFilter filter, Actor actor) =>
        filter.Facilities.Count > 0 || actor.Facilities.IsEmpty ? filter : filter with { Facilities = [.. actor.Facilities] };

    private async Task<EventPosition> From(
        HttpRequest request, QueryReader query, CursorsOfTenant own, bool streams, CancellationToken ct)
    {
        var (after, from) = (query.Text("after"), query.Text("from"));
        if (from is not (null or "now" or "beginning"))
            query.Add("from", $"is {Shown.Short(from)}", "must be now or beginning");
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
            query.Add(wrong.Path, wrong.Wrong, wrong.Right);
        return at ?? head;
    }

    private async Task MustExist(QueryReader query, Visitor visitor, EventFilter filter, CancellationToken ct)
    {
        foreach (var order in filter.Orders)
            if ((await desk.Read(visitor.Caller, new OrderKey.ById(order), ct)).Order is null)
                query.Add("order", $"is {Shown.Short(order.Value)}, and there is no such order", "must be the id of an order");
        foreach (var facility in filter.Facilities)
            if (await facilities.Find(visitor.Tenant, facility, ct) is null)
                query.Add("facility", $"is {Shown.Short(facility.Value)}, and there is no such facility", "must be the id of a facility");
    }

    private static FrozenSet<string> Known(QueryReader query, string name, IReadOnlyCollection<string> known)
    {
        var values = Values(query, name);
        foreach (var value in values.Where(v => !known.Contains(v)))
            query.Add(name, $"is {Shown.Short(value)}", Nearest.To(value, known) is { } meant
                ? $"did you mean {meant}?"
                : $"must be one of {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        return [.. values];
    }

    private static ImmutableArray<string> Values(QueryReader query, string name)
    {
        var values = query.Texts(name);
        if (values.Length <= MostValues) return values;
        query.Add(name, $"is there {values.Length} times", $"must be there at most {MostValues} times");
        return [];
    }
}
