using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Inventory;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Bulk writes of stocks. Upserts have one result per row; deletions are all or none.</summary>
internal sealed class StockBulkEndpoints(FulfillmenttoolsAuthorizer authorizer, StockBulkService stockBulkService)
{
    public async Task Put(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, StockBulkSchemas.ForUpsert, StockBulkSchemas.MaxBytes, context.RequestAborted);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        var rows = StockRows.Parse(body.Json, "stocks", StockSchemas.Row);
        await Put(context, caller, "stocks", rows, results => JsonResponseWriter.WriteList(
            context.Response, StatusCodes.Status200OK, results, StockResultView.Write));
    }

    public async Task Act(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, StockBulkSchemas.ForAction, StockBulkSchemas.MaxBytes, context.RequestAborted);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        var action = body.Json.GetProperty("action");
        if (action.ReadText("name") is "UPDATE_VERSIONLESS")
        {
            const string Path = "action.stocks";
            await Put(context, caller, Path, StockRows.Parse(action, Path, StockSchemas.ActionRow), results => Write(
                context, action, result => result.WriteObjects("operationResults", results, StockResultView.Write)));
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockWrite))
        {
            await Delete(context, caller, action);
        }
    }

    // If all rows are invalid, the whole request is invalid. Otherwise each row has its own result.
    private async Task Put(
        HttpContext context, AuthenticatedCaller caller, string path, StockRows rows,
        Func<IReadOnlyList<StockResultView>, Task> writeResults)
    {
        if (rows.Valid.Count == 0 && rows.Errors.Count > 0)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, [.. rows.Errors.Values.SelectMany(p => p).Take(ValidationReport.Max)]);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockWrite))
        {
            return;
        }

        var written = await stockBulkService.Put(caller.Tenant, caller.Actor, rows.Valid, context.RequestAborted);
        var results = StockBulkResponses.ToResults(path, rows, written);
        if (results.Length > 0 && results.All(r => !r.IsSuccess))
        {
            await FulfillmenttoolsErrors.Write(
                context, StockBulkResponses.GetFailureStatus(rows, written), results.SelectMany(r => r.Errors).Take(ValidationReport.Max));
        }
        else
        {
            await writeResults(results);
        }
    }

    private async Task Delete(HttpContext context, AuthenticatedCaller caller, JsonElement action)
    {
        var ct = context.RequestAborted;
        var removal = action.ReadText("name") is "DELETE_BY_IDS"
            ? await stockBulkService.Remove(caller.Tenant, caller.Actor, [.. action.ReadEntries("ids").Select(i => i.GetString()!)], ct)
            : await stockBulkService.Remove(
                caller.Tenant,
                caller.Actor,
                new(action.ReadText("facilityRef")!),
                [.. action.ReadEntries("tenantArticleIds").Select(a => new ArticleId(a.GetString()!))],
                ct);
        if (removal is null)
        {
            var facility = ValueFormatter.Truncate(action.ReadText("facilityRef")!);
            await FulfillmenttoolsErrors.Unprocessable(
                context, $"action.facilityRef: there is no facility {facility}.", "Use the id of an existing facility.");
        }
        else if (removal.Inaccessible is not { } inaccessible
            || await FacilityAccess.RequireAccess(context, caller.Actor, inaccessible))
        {
            await (removal.Reserved.Count == 0
            ? Write(context, action, json => json.WriteTexts("ids", removal.Removed.Select(s => s.Id)))
            : FulfillmenttoolsErrors.Write(context, StatusCodes.Status422UnprocessableEntity, removal.Reserved.Select(ToError)));
        }
    }

    private static ErrorEntry ToError(StoredStock stock) => new(
        $"Orders reserve {stock.Level.Reserved} units of {stock.Level.Article} on stock {stock.Id}. Nothing was removed.",
        "Set the value of the stock to 0. Remove the stock when it has no reservations.");

    private static Task Write(HttpContext context, JsonElement action, Action<Utf8JsonWriter> result) => JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        result,
        (json, members) =>
        {
            json.WriteString("name", action.ReadText("name"));
            json.WriteObject("result", members, (to, write) => write(to));
        });
}
