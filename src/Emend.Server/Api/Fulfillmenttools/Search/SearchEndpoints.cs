using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Runs searches: reads the request body, finds the page, and writes it with cursors.</summary>
internal sealed class SearchEndpoints(FulfillmenttoolsAuthorizer authorizer, SearchCursors searchCursors, TimeProvider clock)
{
    public async Task Search<T>(HttpContext context, SearchDefinition<T> kind, ISearchIndex<T> searchIndex)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, kind.RequestSchema, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        var cursors = await searchCursors.ForSearch(caller.Tenant, $"{kind.Name} {kind.RequestSchema.GetIdentity(body.Json)}", ct);
        var request = kind.RequestSchema.Read(body.Json, clock.GetUtcNow());
        if (SearchRequestBody.ReadCursor(body.Json) is var (member, text))
        {
            var (position, problem) = cursors.Read(member, text, "startCursor or endCursor");
            if (problem is { } error)
            {
                await FulfillmenttoolsErrors.InvalidRequest(context, [error]);
                return;
            }

            request = request with { From = position };
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, kind.Permission))
        {
            return;
        }

        request = request with { Where = kind.RestrictTo(request.Where, caller.Actor) };
        var found = await searchIndex.Find(caller.Tenant, request, ct);
        var counts = body.Json.ReadMember("options")?.ReadBoolean("withTotal") is true;
        var totalCount = counts ? await CountTotal(context, caller.Tenant, searchIndex, request.Where) : null;
        await Http.JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, (kind, found, request, cursors, totalCount), static (json, state) =>
            {
                var (kind, found, request, cursors, totalCount) = state;
                json.WriteObjects(kind.Name, found.Items.Select(searchHit => searchHit.Item), kind.WriteResult);
                WritePageInfo(json, found, request, cursors);
                if (totalCount is { } known)
                {
                    json.WriteNumber("total", known.Count);
                }
            });
    }

    private async Task<TotalCount?> CountTotal<T>(HttpContext context, TenantId tenant, ISearchIndex<T> searchIndex, Criterion where)
    {
        var totalCount = await searchIndex.Count(tenant, where, context.RequestAborted);
        TotalAgeHeader.Write(context, totalCount?.Age);
        return totalCount;
    }

    private static void WritePageInfo<T>(
        Utf8JsonWriter json, SearchPage<T> found, SearchRequest request, SearchCursors.QueryCursors cursors)
    {
        var (start, end) = found.GetEdges(request.Backward);
        var (further, behind) = (found.End is not null, request.From is not null);
        json.WriteStartObject("pageInfo");
        json.WriteString("startCursor", start is null ? "" : cursors.Write(start));
        json.WriteString("endCursor", end is null ? "" : cursors.Write(end));
        json.WriteBoolean("hasNextPage", request.Backward ? behind : further);
        json.WriteBoolean("hasPreviousPage", request.Backward ? further : behind);
        json.WriteEndObject();
    }
}

/// <summary>Definition of a searchable resource.</summary>
/// <param name="Name">Name of the response member with the results.</param>
/// <param name="Permission">Required permission.</param>
/// <param name="RequestSchema">Schema of the request body.</param>
/// <param name="WriteResult">Writes one result.</param>
internal sealed record SearchDefinition<T>(
    string Name, string Permission, SearchRequestBody RequestSchema, Action<Utf8JsonWriter, T> WriteResult)
{
    /// <summary>Index field of the facility; null if the resource belongs to no facility.</summary>
    public string? FacilityField { get; init; }

    /// <summary>Restricts the criterion to the facilities of the actor.</summary>
    public Criterion RestrictTo(Criterion where, Actor actor) =>
        FacilityField is not { } field || FacilityAccess.GetFacilities(actor) is { IsEmpty: true }
        ? where
        : new Criterion.All(
            [
                where,
                new Criterion.FieldMatches(
                    field, new FieldPredicate.OneOf([.. FacilityAccess.GetFacilities(actor).Select(f => FieldValue.From(f.Value))])),
            ]);
}
