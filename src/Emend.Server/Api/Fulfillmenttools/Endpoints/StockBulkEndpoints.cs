using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Many stocks at once: set and made row by row, or removed all or none.</summary>
internal sealed class StockBulkEndpoints(FulfillmenttoolsAuthorizer entrance, StockBulkService room)
{
    public async Task Put(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, StockBulkSchemas.ForUpsert, StockBulkSchemas.MaxBytes, context.RequestAborted);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var stockRowMapper = StockRowMapper.From(body.Json, "stocks", StockSchemas.Row);
        await Put(context, caller, "stocks", stockRowMapper, results => JsonResponseWriter.WriteList(
            context.Response, StatusCodes.Status200OK, results, StockResultWriter.Write));
    }

    public async Task Act(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, StockBulkSchemas.ForAction, StockBulkSchemas.MaxBytes, context.RequestAborted);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var action = body.Json.GetProperty("action");
        if (action.Text("name") is "UPDATE_VERSIONLESS")
        {
            const string Path = "action.stocks";
            await Put(context, caller, Path, StockRowMapper.From(action, Path, StockSchemas.RowOfAction), results => Write(
                context, action, result => result.Objects("operationResults", results, StockResultWriter.Write)));
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockWrite)) await Remove(context, caller, action);
    }

    // Rows that are all malformed are a malformed request; where any row is well formed, each row is answered for itself.
    private async Task Put(
        HttpContext context, AuthenticatedCaller caller, string path, StockRowMapper stockRowMapper, Func<IReadOnlyList<StockResultWriter>, Task> tell)
    {
        if (stockRowMapper.Good.Count == 0 && stockRowMapper.Bad.Count > 0)
        {
            await FulfillmenttoolsErrors.Malformed(context, [.. stockRowMapper.Bad.Values.SelectMany(p => p).Take(ValidationReport.Max)]);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockWrite)) return;
        var written = await room.Put(caller.Tenant, caller.Actor, stockRowMapper.Good, context.RequestAborted);
        var results = StockBulkResponses.Of(path, stockRowMapper, written);
        if (results.Length > 0 && results.All(r => !r.IsGood))
            await FulfillmenttoolsErrors.Write(context, StockBulkResponses.StatusOfNone(stockRowMapper, written), results.SelectMany(r => r.Errors).Take(ValidationReport.Max));
        else await tell(results);
    }

    private async Task Remove(HttpContext context, AuthenticatedCaller caller, JsonElement action)
    {
        var ct = context.RequestAborted;
        var removal = action.Text("name") is "DELETE_BY_IDS"
            ? await room.Remove(caller.Tenant, caller.Actor, [.. action.Entries("ids").Select(i => i.GetString()!)], ct)
            : await room.Remove(
                caller.Tenant,
                caller.Actor,
                new(action.Text("facilityRef")!),
                [.. action.Entries("tenantArticleIds").Select(a => new ArticleId(a.GetString()!))],
                ct);
        if (removal is null)
        {
            var facility = ValueFormatter.Short(action.Text("facilityRef")!);
            await FulfillmenttoolsErrors.Refused(context, $"action.facilityRef: there is no facility {facility}.", "Name one that exists.");
        }
        else await (removal.Held.Count == 0
            ? Write(context, action, json => json.Texts("ids", removal.Removed.Select(s => s.Id)))
            : FulfillmenttoolsErrors.Write(context, StatusCodes.Status422UnprocessableEntity, removal.Held.Select(Held)));
    }

    private static ErrorWriter Held(StoredStock stock) => new(
        $"Orders hold {stock.Level.Reserved} of {stock.Level.Article} in the stock {stock.Id}; nothing was removed.",
        "Set its value to 0; remove it once none is reserved.");

    private static Task Write(HttpContext context, JsonElement action, Action<Utf8JsonWriter> result) => JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        result,
        (json, members) =>
        {
            json.WriteString("name", action.Text("name"));
            json.Object("result", members, (to, write) => write(to));
        });
}
