using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>
/// Reads return tasks as item return jobs, and reports restocked units. Callers with facility restrictions see only jobs of their
/// facilities.
/// </summary>
internal sealed class ItemReturnEndpoints(FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader, ActionDispatcher dispatcher)
{
    private const string ResourceName = "item return job";

    public async Task Get(HttpContext context, string jobId)
    {
        if (await Find(context, jobId) is { } owned)
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ItemReturnWriter.WriteJob);
        }
    }

    /// <summary>Lists the item returns of a job: the job has one.</summary>
    public async Task ListReturns(HttpContext context, string jobId)
    {
        if (await Find(context, jobId) is { } owned)
        {
            await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, [owned], ItemReturnWriter.WriteReturn);
        }
    }

    public async Task GetReturn(HttpContext context, string jobId, string returnId)
    {
        if (await Find(context, jobId) is not { } owned)
        {
            return;
        }

        if (returnId != jobId)
        {
            await FulfillmenttoolsErrors.NotFound(context, "item return", returnId);
            return;
        }

        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, ItemReturnWriter.WriteReturn);
    }

    public Task List(HttpContext context) => List(
        context,
        "itemReturnJobStatus",
        query => query.ReadText("facilityId") is { } id ? [new(id)] : [],
        page => ListResponses.Write(context, "itemReturnJobsWithSearchPaths", page, ItemReturnWriter.WriteJob));

    public Task ListAllReturns(HttpContext context) => List(
        context,
        "itemReturnStatus",
        query => [.. query.ReadList("facilityRefs").Select(id => new FacilityId(id))],
        page => JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, page, static (json, list) =>
        {
            json.WriteObjects("itemReturns", list.Items, ItemReturnWriter.WriteListedReturn);
            json.WriteNumber("totalCount", list.Total);
        }));

    /// <summary>Closes the task. Goods that are not restocked are lost.</summary>
    public Task Act(HttpContext context, string jobId) =>
        Dispatch(context, jobId, ItemReturnSchemas.Action, "version", _ => new ReturnTaskAction.Close());

    /// <summary>Reports the units that are restocked so far.</summary>
    public async Task ReplaceReturned(HttpContext context, string jobId, string returnId)
    {
        if (returnId != jobId && await Find(context, jobId) is not null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "item return", returnId);
        }
        else if (returnId == jobId)
        {
            await Dispatch(
                context, jobId, ItemReturnSchemas.ReturnedLineItems, "itemReturnJobVersion",
                body => new ReturnTaskAction.Restock(
                [
                    .. body.ReadEntries("returnedLineItems").GroupBy(unit => unit.ReadText("itemReturnJobLineItemRef")!)
                        .Select(units => new LineQuantity(new(units.Key), Quantity.From(units.Count()))),
                ]));
        }
    }

    private async Task List(
        HttpContext context, string statusName, Func<QueryStringReader, ImmutableArray<FacilityId>> readFacilities,
        Func<Page<OwnedEntity<ReturnTask>>, Task> write)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize());
        var (facilities, status) = (readFacilities(query), ReadStatus(query, statusName));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReturnRead)
            && await RequireAccess(context, caller.Actor, facilities))
        {
            var within = facilities.IsEmpty ? FacilityAccess.GetFacilities(caller.Actor) : facilities;
            var filter = new ReturnTaskFilter(after is null ? null : new EntityId(after), size, null, null, status)
            {
                AccessibleFacilities = within,
            };
            await write(await orderReader.ListReturnTasks(caller.Tenant, filter, context.RequestAborted));
        }
    }

    private static async Task<bool> RequireAccess(HttpContext context, Actor actor, ImmutableArray<FacilityId> facilities)
    {
        foreach (var facility in facilities)
        {
            if (!await FacilityAccess.RequireAccess(context, actor, facility))
            {
                return false;
            }
        }

        return true;
    }

    private static ReturnTaskStatus? ReadStatus(QueryStringReader query, string name)
    {
        var text = query.ReadText(name);
        if (text is not (null or "OPEN" or "FINISHED"))
        {
            query.AddError(name, $"is {ValueFormatter.Truncate(text)}", "must be OPEN or FINISHED");
        }

        return text switch
        {
            "OPEN" => ReturnTaskStatus.Open,
            "FINISHED" => ReturnTaskStatus.Closed,
            _ => null,
        };
    }

    private async Task<OwnedEntity<ReturnTask>?> Find(HttpContext context, string jobId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return null;
        }

        var owned = await orderReader.FindReturnTask(caller.Tenant, new(jobId), context.RequestAborted);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, jobId);
            return null;
        }

        return await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReturnRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility)
            ? owned
            : null;
    }

    private Task Dispatch(
        HttpContext context, string jobId, JsonSchema schema, string versionName, Func<JsonElement, ReturnTaskAction> action)
    {
        var id = new EntityId(jobId);
        return dispatcher.Dispatch(context, schema, new(
            new OrderKey.ByReturnTask(id),
            new(ResourceName, jobId, FulfillmenttoolsRules.NameAs(RequestField.ReportedLines, "returnedLineItems")),
            (body, _) => new OrderCommand.UpdateReturnTask(id, action(body), body.ReadInteger(versionName)),
            (caller, order) => Write(context, caller, order, id)));
    }

    private async Task Write(HttpContext context, Caller caller, Order order, EntityId id)
    {
        var owned = order.FindReturnTask(id) is { } live
            ? new OwnedEntity<ReturnTask>(order, live)
            : await orderReader.FindReturnTask(caller.Tenant, id, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned!, ItemReturnWriter.WriteJob);
    }
}
