using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Many stocks at once: set and made row by row, or removed all or none.</summary>
internal sealed class StockBulkEndpoints(Entrance entrance, StockRoom room)
{
    public async Task Put(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, StockBulkShapes.ForUpsert, StockBulkShapes.MostBytes, context.RequestAborted);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var rows = StockRows.Of(body.Json, "stocks", StockShapes.Row);
        await Put(context, visitor, "stocks", rows, results => Answer.WriteList(
            context.Response, StatusCodes.Status200OK, results, StockResultBody.Write));
    }

    public async Task Act(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, StockBulkShapes.ForAction, StockBulkShapes.MostBytes, context.RequestAborted);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        var action = body.Json.GetProperty("action");
        if (action.Text("name") is "UPDATE_VERSIONLESS")
        {
            const string Path = "action.stocks";
            await Put(context, visitor, Path, StockRows.Of(action, Path, StockShapes.RowOfAction), results => Tell(
                context, action, result => result.Objects("operationResults", results, StockResultBody.Write)));
        }
        else if (await Entrance.May(context, visitor.Actor, Permissions.StockWrite)) await Remove(context, visitor, action);
    }

    // Rows that are all malformed are a malformed request; where any row is well formed, each row is answered for itself.
    private async Task Put(
        HttpContext context, Visitor visitor, string path, StockRows rows, Func<IReadOnlyList<StockResultBody>, Task> tell)
    {
        if (rows.Good.Count == 0 && rows.Bad.Count > 0)
        {
            await Errors.Malformed(context, [.. rows.Bad.Values.SelectMany(p => p).Take(Report.Most)]);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.StockWrite)) return;
        var written = await room.Put(visitor.Tenant, visitor.Actor, rows.Good, context.RequestAborted);
        var results = StockResults.Of(path, rows, written);
        if (results.Length > 0 && results.All(r => !r.IsGood))
            await Errors.Write(context, StockResults.StatusOfNone(rows, written), results.SelectMany(r => r.Errors).Take(Report.Most));
        else await tell(results);
    }

    private async Task Remove(HttpContext context, Visitor visitor, JsonElement action)
    {
        var ct = context.RequestAborted;
        var removal = action.Text("name") is "DELETE_BY_IDS"
            ? await room.Remove(visitor.Tenant, visitor.Actor, [.. action.Entries("ids").Select(i => i.GetString()!)], ct)
            : await room.Remove(
                visitor.Tenant,
                visitor.Actor,
                new(action.Text("facilityRef")!),
                [.. action.Entries("tenantArticleIds").Select(a => new ArticleId(a.GetString()!))],
                ct);
        if (removal is null)
        {
            var facility = Shown.Short(action.Text("facilityRef")!);
            await Errors.Refused(context, $"action.facilityRef: there is no facility {facility}.", "Name one that exists.");
        }
        else await (removal.Held.Count == 0
            ? Tell(context, action, json => json.Texts("ids", removal.Removed.Select(s => s.Id)))
            : Errors.Write(context, StatusCodes.Status422UnprocessableEntity, removal.Held.Select(Held)));
    }

    private static ErrorBody Held(KeptStock stock) => new(
        $"Orders hold {stock.Level.Reserved} of {stock.Level.Article} in the stock {stock.Id}; nothing was removed.",
        "Set its value to 0; remove it once none is reserved.");

    private static Task Tell(HttpContext context, JsonElement action, Action<Utf8JsonWriter> result) => Answer.Write(
        context.Response,
        StatusCodes.Status200OK,
        result,
        (json, members) =>
        {
            json.WriteString("name", action.Text("name"));
            json.Object("result", members, (to, write) => write(to));
        });
}
