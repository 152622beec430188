using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

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
internal sealed class ReasonEndpoints(Entrance entrance, IReasonStore store, TimeProvider clock)
{
    public async Task List(HttpContext context, ReasonList list)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ConfigRead))
        {
            var all = await store.All(visitor.Tenant, list.List, context.RequestAborted);
            var rest = all.Where(r => string.CompareOrdinal(r.Id, after) > 0).ToList();
            await Answer.Write(context.Response, StatusCodes.Status200OK, 0, (json, _) =>
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
        if (await entrance.Admit(context) is not { } visitor) return;
        var found = (await store.All(visitor.Tenant, list.List, context.RequestAborted)).FirstOrDefault(r => r.Id == id);
        if (found is null) await Errors.NotFound(context, list.What, id);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ConfigRead)) await Tell(context, list, found, 200);
    }

    /// <summary>One that says the same is not made a second time.</summary>
    public async Task Create(HttpContext context, ReasonList list)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, ProcessShapes.ReasonForCreation, context.RequestAborted);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.ConfigWrite)) return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var made = new KeptReason(Guid.CreateVersion7(now).ToString(), body.Json.Text("reason")!, Localized(body.Json), 1, now, now);
        var (there, full) = ((KeptReason?)null, false);
        await store.Change(visitor.Tenant, list.List, all =>
        {
            (there, full) = (all.FirstOrDefault(r => r.Text == made.Text), all.Length >= IReasonStore.Most);
            return there is not null || full ? null : all.Add(made);
        }, context.RequestAborted);
        if (there is null && full)
        {
            await Errors.Refused(context, $"There are {IReasonStore.Most} already.", "Change or delete one of them.");
            return;
        }

        context.Response.Headers.Location = $"/api/{list.List}/{(there ?? made).Id}";
        await Tell(context, list, there ?? made, there is null ? StatusCodes.Status201Created : StatusCodes.Status303SeeOther);
    }

    public async Task Put(HttpContext context, ReasonList list, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, ProcessShapes.ReasonForUpdate, ct);
        var found = (await store.All(visitor.Tenant, list.List, ct)).FirstOrDefault(r => r.Id == id);
        if (found is null) await Errors.NotFound(context, list.What, id);
        else if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ConfigWrite)) await Put(context, visitor, list, id, body.Json);
    }

    public async Task Delete(HttpContext context, ReasonList list, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if ((await store.All(visitor.Tenant, list.List, ct)).All(r => r.Id != id))
        {
            await Errors.NotFound(context, list.What, id);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.ConfigWrite)) return;
        KeptReason? removed = null;
        await store.Change(visitor.Tenant, list.List, all =>
        {
            removed = all.FirstOrDefault(r => r.Id == id);
            return removed is null ? null : all.Remove(removed);
        }, ct);
        if (removed is null) await Errors.NotFound(context, list.What, id);
        else await Tell(context, list, removed, StatusCodes.Status200OK);
    }

    private async Task Put(HttpContext context, Visitor visitor, ReasonList list, string id, JsonElement body)
    {
        var named = body.Whole("version")!.Value;
        var (current, written) = ((KeptReason?)null, (KeptReason?)null);
        await store.Change(visitor.Tenant, list.List, all =>
        {
            (current, written) = (all.FirstOrDefault(r => r.Id == id), null);
            if (current is null || current.Version != named) return null;
            var (text, localized) = (body.Text("reason")!, Localized(body));
            written = current.Text == text && current.Localized.Equals(localized)
                ? current
                : current with { Text = text, Localized = localized, Version = named + 1, ModifiedAt = clock.GetUtcNow().ToMicroseconds() };
            return written == current ? null : all.Replace(current, written);
        }, context.RequestAborted);
        await (current is null ? Errors.NotFound(context, list.What, id)
            : written is null ? Errors.Stale(context, list.What, current.Version, named)
            : Tell(context, list, written, StatusCodes.Status200OK));
    }

    private static JsonText Localized(JsonElement body) => new(body.Part("reasonLocalized")!.Value.GetRawText());

    private static Task Tell(HttpContext context, ReasonList list, KeptReason reason, int status) =>
        Answer.Write(context.Response, status, reason, (json, told) => Write(json, list, told));

    private static void Write(Utf8JsonWriter json, ReasonList list, KeptReason reason)
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
