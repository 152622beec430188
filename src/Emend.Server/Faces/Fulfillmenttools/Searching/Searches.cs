using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using Emend.Server.Http.Searching;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>Answers searches of every kind: reads the body, finds the page, and tells it with its cursors.</summary>
internal sealed class Searches(Entrance entrance, Cursors cursors, TimeProvider clock)
{
    public async Task Answer<T>(HttpContext context, SearchKind<T> kind, IFinder<T> finder)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, kind.Payload, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var own = await cursors.Of(visitor.Tenant, $"{kind.Name} {kind.Payload.Identity(body.Json)}", ct);
        var search = kind.Payload.Read(body.Json, clock.GetUtcNow());
        if (SearchPayload.Cursor(body.Json) is var (member, text))
        {
            var (at, problem) = own.Read(member, text, "startCursor or endCursor");
            if (problem is { } wrong)
            {
                await Errors.Malformed(context, [wrong]);
                return;
            }

            search = search with { From = at };
        }

        if (!await Entrance.May(context, visitor.Actor, kind.Permission)) return;
        search = search with { Where = kind.Within(search.Where, visitor.Actor) };
        var found = await finder.Find(visitor.Tenant, search, ct);
        var counts = body.Json.Part("options")?.Flag("withTotal") is true;
        var total = counts ? await Total(context, visitor.Tenant, finder, search.Where) : null;
        await Http.Answer.Write(
            context.Response, StatusCodes.Status200OK, (kind, found, search, own, total), static (json, told) =>
            {
                var (kind, found, search, own, total) = told;
                json.Objects(kind.Name, found.Items.Select(hit => hit.Item), kind.Members);
                Page(json, found, search, own);
                if (total is { } known) json.WriteNumber("total", known.Count);
            });
    }

    private async Task<Total?> Total<T>(HttpContext context, TenantId tenant, IFinder<T> finder, Criterion where)
    {
        var total = await finder.Count(tenant, where, context.RequestAborted);
        TotalAge.Tell(context, total?.Age);
        return total;
    }

    private static void Page<T>(Utf8JsonWriter json, Found<T> found, Search search, Cursors.CursorsOfSearch own)
    {
        var (start, end) = found.Edges(search.Backward);
        var (further, behind) = (found.End is not null, search.From is not null);
        json.WriteStartObject("pageInfo");
        json.WriteString("startCursor", start is null ? "" : own.Write(start));
        json.WriteString("endCursor", end is null ? "" : own.Write(end));
        json.WriteBoolean("hasNextPage", search.Backward ? behind : further);
        json.WriteBoolean("hasPreviousPage", search.Backward ? further : behind);
        json.WriteEndObject();
    }
}

/// <summary>What is particular about searching one kind of thing.</summary>
/// <param name="Name">The member that holds what was found.</param>
/// <param name="Permission">Who may search it.</param>
/// <param name="Payload">The body.</param>
/// <param name="Members">Writes one of them.</param>
internal sealed record SearchKind<T>(string Name, string Permission, SearchPayload Payload, Action<Utf8JsonWriter, T> Members)
{
    /// <summary>The field of the facility it lies at; null where it lies nowhere.</summary>
    public string? Facility { get; init; }

    /// <summary>What of it somebody reaches.</summary>
    public Criterion Within(Criterion where, Actor actor) => Facility is not { } field || Reach.Of(actor) is { IsEmpty: true }
        ? where
        : new Criterion.All([where, new Criterion.Has(field, new Test.Among([.. Reach.Of(actor).Select(f => Value.Of(f.Value))]))]);
}
