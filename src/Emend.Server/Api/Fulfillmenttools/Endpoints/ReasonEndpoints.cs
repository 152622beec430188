using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>One of the two lists of reasons, as its paths say it.</summary>
/// <param name="List">Its name in the store and the path.</param>
/// <param name="What">One of its entries, in words.</param>
/// <param name="Action">What its entries may be given for.</param>
internal sealed record ReasonList(string List, string What, string Action)
{
    public static readonly ReasonList Cancelation = new(IReasonStore.Cancelation, "cancelation reason", "CANCELATION");

    public static readonly ReasonList Reroute = new(IReasonStore.Reroute, "reroute description", "REROUTE");
}

/// <summary>Reasons to choose from: why orders are cancelled, and why they are routed again.</summary>
internal sealed class ReasonEndpoints(FulfillmenttoolsAuthorizer entrance, IReasonStore store, TimeProvider clock)
{
    public async Task List(HttpContext context, ReasonList list)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigRead))
        {
            var all = await store.All(caller.Tenant, list.List, context.RequestAborted);
            var rest = all.Where(r => string.CompareOrdinal(r.Id, after) > 0).ToList();
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, 0, (json, _) =>
            {
                json.Objects("reasons", rest.Take(size), (entry, reason) => Write(entry, list, reason));
                if (list == ReasonList.Reroute)
                    json.Objects("rerouteDescriptions", rest.Take(size), (entry, reason) => Write(entry, list, reason));
                json.WriteBoolean("hasNextPage", rest.Count > size);
                json.WriteNumber("total", all.Length);
            });
        }
    }

    public async Task Get(HttpContext context, ReasonList list, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var storedReason = (await store.All(caller.Tenant, list.List, context.RequestAborted)).FirstOrDefault(r => r.Id == id);
        if (storedReason is null) await FulfillmenttoolsErrors.NotFound(context, list.What, id);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigRead)) await Write(context, list, storedReason, 200);
    }

    /// <summary>One that says the same is not made a second time.</summary>
    public async Task Create(HttpContext context, ReasonList list)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, ProcessSchemas.ReasonForCreation, context.RequestAborted);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite)) return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var storedReason = new StoredReason(Guid.CreateVersion7(now).ToString(), body.Json.Text("reason")!, Localized(body.Json), 1, now, now);
        var (there, full) = ((StoredReason?)null, false);
        await store.Change(caller.Tenant, list.List, all =>
        {
            (there, full) = (all.FirstOrDefault(r => r.Text == storedReason.Text), all.Length >= IReasonStore.Max);
            return there is not null || full ? null : all.Add(storedReason);
        }, context.RequestAborted);
        if (there is null && full)
        {
            await FulfillmenttoolsErrors.Refused(context, $"There are {IReasonStore.Max} already.", "Change or delete one of them.");
            return;
        }

        context.Response.Headers.Location = $"/api/{list.List}/{(there ?? storedReason).Id}";
        await Write(context, list, there ?? storedReason, there is null ? StatusCodes.Status201Created : StatusCodes.Status303SeeOther);
    }

    public async Task Put(HttpContext context, ReasonList list, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, ProcessSchemas.ReasonForUpdate, ct);
        var storedReason = (await store.All(caller.Tenant, list.List, ct)).FirstOrDefault(r => r.Id == id);
        if (storedReason is null) await FulfillmenttoolsErrors.NotFound(context, list.What, id);
        else if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite)) await Put(context, caller, list, id, body.Json);
    }

    public async Task Delete(HttpContext context, ReasonList list, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if ((await store.All(caller.Tenant, list.List, ct)).All(r => r.Id != id))
        {
            await FulfillmenttoolsErrors.NotFound(context, list.What, id);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite)) return;
        StoredReason? removed = null;
        await store.Change(caller.Tenant, list.List, all =>
        {
            removed = all.FirstOrDefault(r => r.Id == id);
            return removed is null ? null : all.Remove(removed);
        }, ct);
        if (removed is null) await FulfillmenttoolsErrors.NotFound(context, list.What, id);
        else await Write(context, list, removed, StatusCodes.Status200OK);
    }

    private async Task Put(HttpContext context, AuthenticatedCaller caller, ReasonList list, string id, JsonElement body)
    {
        var named = body.Whole("version")!.Value;
        var (current, written) = ((StoredReason?)null, (StoredReason?)null);
        await store.Change(caller.Tenant, list.List, all =>
        {
            (current, written) = (all.FirstOrDefault(r => r.Id == id), null);
            if (current is null || current.Version != named) return null;
            var (text, localized) = (body.Text("reason")!, Localized(body));
            written = current.Text == text && current.Localized.Equals(localized)
                ? current
                : current with { Text = text, Localized = localized, Version = named + 1, ModifiedAt = clock.GetUtcNow().ToMicroseconds() };
            return written == current ? null : all.Replace(current, written);
        }, context.RequestAborted);
        await (current is null ? FulfillmenttoolsErrors.NotFound(context, list.What, id)
            : written is null ? FulfillmenttoolsErrors.Stale(context, list.What, current.Version, named)
            : Write(context, list, written, StatusCodes.Status200OK));
    }

    private static JsonText Localized(JsonElement body) => new(body.Part("reasonLocalized")!.Value.GetRawText());

    private static Task Write(HttpContext context, ReasonList list, StoredReason reason, int status) =>
        JsonResponseWriter.Write(context.Response, status, reason, (json, storedReason) => Write(json, list, storedReason));

    private static void Write(Utf8JsonWriter json, ReasonList list, StoredReason reason)
    {
        json.WriteString("id", reason.Id);
        json.WriteNumber("version", reason.Version);
        json.Moment("created", reason.CreatedAt);
        json.Moment("lastModified", reason.ModifiedAt);
        json.WriteString("action", list.Action);
        json.WriteString("reason", reason.Text);
        json.Kept("reasonLocalized", reason.Localized);
    }
}
