using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Result = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.StoredReason>;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>A list of reasons.</summary>
/// <param name="Name">Name of the list in the store and in the path.</param>
/// <param name="ResourceName">Name of an entry in error messages.</param>
/// <param name="Action">Action that the reasons are for.</param>
internal sealed record ReasonList(string Name, string ResourceName, string Action)
{
    public static readonly ReasonList Cancelation = new(IReasonStore.Cancellation, "cancelation reason", "CANCELATION");

    public static readonly ReasonList Reroute = new(IReasonStore.Reroute, "reroute description", "REROUTE");
}

/// <summary>Creates, reads, updates, and deletes cancellation reasons and reroute descriptions.</summary>
internal sealed class ReasonEndpoints(FulfillmenttoolsAuthorizer authorizer, ReasonService reasons)
{
    public async Task List(HttpContext context, ReasonList list)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize());
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigRead))
        {
            var all = await reasons.List(caller.Tenant, list.Name, context.RequestAborted);
            var rest = all.Where(r => string.CompareOrdinal(r.Id, after) > 0).ToList();
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, 0, (json, _) =>
            {
                json.WriteObjects("reasons", rest.Take(size), (entry, reason) => Write(entry, list, reason));
                if (list == ReasonList.Reroute)
                {
                    json.WriteObjects("rerouteDescriptions", rest.Take(size), (entry, reason) => Write(entry, list, reason));
                }

                json.WriteBoolean("hasNextPage", rest.Count > size);
                json.WriteNumber("total", all.Length);
            });
        }
    }

    public async Task Get(HttpContext context, ReasonList list, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var reason = await reasons.Find(caller.Tenant, list.Name, id, context.RequestAborted);
        if (reason is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, list.ResourceName, id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigRead))
        {
            await Write(context, list, reason, StatusCodes.Status200OK);
        }
    }

    /// <summary>Creates a reason. Responds with 303 and the existing reason if one has the same text.</summary>
    public async Task Create(HttpContext context, ReasonList list)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ProcessSchemas.ReasonForCreation, context.RequestAborted);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite))
        {
            await (await reasons.Create(caller.Tenant, list.Name, ReadContent(body.Json), context.RequestAborted) switch
            {
                Result.Written(var created, _) => WriteWithLocation(context, list, created, StatusCodes.Status201Created),
                Result.NameConflict(var existing) => WriteWithLocation(context, list, existing, StatusCodes.Status303SeeOther),
                Result.LimitReached(var max) => FulfillmenttoolsErrors.Unprocessable(
                    context, $"The list already has the maximum of {max} entries.", "Change or delete an entry."),
                var result => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
            });
        }
    }

    public async Task Put(HttpContext context, ReasonList list, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ProcessSchemas.ReasonForUpdate, ct);
        if (await reasons.Find(caller.Tenant, list.Name, id, ct) is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, list.ResourceName, id);
        }
        else if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite))
        {
            var expectedVersion = body.Json.ReadInteger("version")!.Value;
            await (await reasons.Update(caller.Tenant, list.Name, id, ReadContent(body.Json), expectedVersion, ct) switch
            {
                Result.Written(var updated, _) => Write(context, list, updated, StatusCodes.Status200OK),
                Result.NotFound => FulfillmenttoolsErrors.NotFound(context, list.ResourceName, id),
                Result.VersionConflict(var current, var expected) => FulfillmenttoolsErrors.VersionConflict(
                    context, list.ResourceName, current, expected),
                var result => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
            });
        }
    }

    public async Task Delete(HttpContext context, ReasonList list, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await reasons.Find(caller.Tenant, list.Name, id, ct) is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, list.ResourceName, id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite))
        {
            if (await reasons.Delete(caller.Tenant, list.Name, id, ct) is { } removed)
            {
                await Write(context, list, removed, StatusCodes.Status200OK);
            }
            else
            {
                await FulfillmenttoolsErrors.NotFound(context, list.ResourceName, id);
            }
        }
    }

    private static ReasonContent ReadContent(JsonElement body) =>
        new(body.ReadText("reason")!, new(body.ReadMember("reasonLocalized")!.Value.GetRawText()));

    private static Task WriteWithLocation(HttpContext context, ReasonList list, StoredReason reason, int status)
    {
        context.Response.Headers.Location = $"/api/{list.Name}/{reason.Id}";
        return Write(context, list, reason, status);
    }

    private static Task Write(HttpContext context, ReasonList list, StoredReason reason, int status) =>
        JsonResponseWriter.Write(context.Response, status, reason, (json, storedReason) => Write(json, list, storedReason));

    private static void Write(Utf8JsonWriter json, ReasonList list, StoredReason reason)
    {
        json.WriteString("id", reason.Id);
        json.WriteNumber("version", reason.Version);
        json.WriteTimestamp("created", reason.CreatedAt);
        json.WriteTimestamp("lastModified", reason.ModifiedAt);
        json.WriteString("action", list.Action);
        json.WriteString("reason", reason.Text);
        json.WriteJson("reasonLocalized", reason.Localized);
    }
}
