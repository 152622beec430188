using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Answers searches of every kind: reads the body, finds the page, and tells it with its cursors.</summary>
internal sealed class SearchEndpoints(FulfillmenttoolsAuthorizer entrance, SearchCursors searchCursors, TimeProvider clock)
{
    public async Task Answer<T>(HttpContext context, SearchDefinition<T> kind, ISearchIndex<T> searchIndex)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, kind.Payload, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var own = await searchCursors.Of(caller.Tenant, $"{kind.Name} {kind.Payload.Identity(body.Json)}", ct);
        var searchRequest = kind.Payload.Read(body.Json, clock.GetUtcNow());
        if (SearchRequestBody.Cursor(body.Json) is var (member, text))
        {
            var (at, problem) = own.Read(member, text, "startCursor or endCursor");
            if (problem is { } wrong)
            {
                await FulfillmenttoolsErrors.Malformed(context, [wrong]);
                return;
            }

            searchRequest = searchRequest with { From = at };
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, kind.Permission)) return;
        searchRequest = searchRequest with { Where = kind.Within(searchRequest.Where, caller.Actor) };
        var found = await searchIndex.Find(caller.Tenant, searchRequest, ct);
        var counts = body.Json.Part("options")?.Flag("withTotal") is true;
        var totalCount = counts ? await Total(context, caller.Tenant, searchIndex, searchRequest.Where) : null;
        await Http.JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, (kind, found, searchRequest, own, totalCount), static (json, told) =>
            {
                var (kind, found, searchRequest, own, totalCount) = told;
                json.Objects(kind.Name, found.Items.Select(searchHit => searchHit.Item), kind.Members);
                Page(json, found, searchRequest, own);
                if (totalCount is { } known) json.WriteNumber("total", known.Count);
            });
    }

    private async Task<TotalCount?> Total<T>(HttpContext context, TenantId tenant, ISearchIndex<T> searchIndex, Criterion where)
    {
        var totalCount = await searchIndex.Count(tenant, where, context.RequestAborted);
        TotalAgeHeader.Write(context, totalCount?.Age);
        return totalCount;
    }

    private static void Page<T>(Utf8JsonWriter json, SearchPage<T> found, SearchRequest searchRequest, SearchCursors.QueryCursors own)
    {
        var (start, end) = found.Edges(searchRequest.Backward);
        var (further, behind) = (found.End is not null, searchRequest.From is not null);
        json.WriteStartObject("pageInfo");
        json.WriteString("startCursor", start is null ? "" : own.Write(start));
        json.WriteString("endCursor", end is null ? "" : own.Write(end));
        json.WriteBoolean("hasNextPage", searchRequest.Backward ? behind : further);
        json.WriteBoolean("hasPreviousPage", searchRequest.Backward ? further : behind);
        json.WriteEndObject();
    }
}

/// <summary>What is particular about searching one kind of thing.</summary>
/// <param name="Name">The member that holds what was found.</param>
/// <param name="Permission">Who may search it.</param>
/// <param name="Payload">The body.</param>
/// <param name="Members">Writes one of them.</param>
internal sealed record SearchDefinition<T>(string Name, string Permission, SearchRequestBody Payload, Action<Utf8JsonWriter, T> Members)
{
    /// <summary>The field of the facility it lies at; null where it lies nowhere.</summary>
    public string? Facility { get; init; }

    /// <summary>What of it somebody reaches.</summary>
    public Criterion Within(Criterion where, Actor actor) => Facility is not { } field || FacilityAccess.Of(actor) is { IsEmpty: true }
        ? where
        : new Criterion.All([where, new Criterion.FieldMatches(field, new FieldPredicate.OneOf([.. FacilityAccess.Of(actor).Select(f => FieldValue.From(f.Value))]))]);
}
