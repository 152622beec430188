using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What clients share among themselves. Nothing in Emend acts by it.</summary>
internal sealed class RemoteConfigurationEndpoints(Entrance entrance, IRemoteConfigurationStore store, TimeProvider clock)
{
    private const int Most = 500;
    private const string What = "remote configuration";

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size, groups) = (query.Text("startAfterId"), query.Size(Most), query.Texts("groups"));
        var (facility, user) = (query.Text("facilityId"), query.Text("userId"));
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RemoteConfigRead))
        {
            var all = (await store.List(visitor.Tenant, context.RequestAborted))
                .Where(c => RemoteConfigurations.Matches(RemoteConfigurations.Of(c), groups, facility, user)).ToList();
            var page = all.Where(c => string.CompareOrdinal(c.Id, after) > 0).Take(size).ToList();
            await Lists.Write(context, "remoteConfigurations", new Page<KeptRemoteConfiguration>(page, all.Count), Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is { } visitor
            && await Find(context, visitor, id) is { } found
            && await Entrance.May(context, visitor.Actor, Permissions.RemoteConfigRead))
        {
            await Tell(context, found);
        }
    }

    public async Task Create(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, ConfigurationShapes.RemoteForCreation, context.RequestAborted);
        var doc = body.IsGood ? RemoteConfigurations.Merged([], body.Json, NewId) : [];
        var problems = body.IsGood ? RemoteConfigurations.Problems(doc) : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RemoteConfigWrite))
        {
            var now = clock.GetUtcNow().ToMicroseconds();
            var (id, key) = (Guid.CreateVersion7(now).ToString(), body.Json.Text("key")!);
            var made = new KeptRemoteConfiguration(id, key, 1, RemoteConfigurations.Text(doc), now, now);
            if (await store.Add(visitor.Tenant, made, context.RequestAborted) is KeepOutcome.Written) await Tell(context, made);
            else await Errors.Conflict(context, "key is another remote configuration's.", "Change that one, or choose another key.");
        }
    }

    public Task Put(HttpContext context, string id) => Change(
        context, id, ConfigurationShapes.RemoteForPut, (_, body) => RemoteConfigurations.Merged([], body, NewId), "version");

    public Task Patch(HttpContext context, string id) => Change(
        context, id, ConfigurationShapes.RemoteForPatch, (kept, body) => RemoteConfigurations.Merged(kept, body, NewId), "version");

    public Task AddScope(HttpContext context, string id) => Change(
        context,
        id,
        ConfigurationShapes.AddedScope,
        (kept, body) =>
        {
            var scope = JsonNode.Parse(body.Part("scope")!.Value.GetRawText())!.AsObject();
            scope["id"] = NewId();
            if (kept["scopes"] is JsonArray scopes) scopes.Add(scope);
            else kept["scopes"] = new JsonArray(scope);
            return kept;
        },
        "remoteConfigVersion");

    public async Task RemoveScope(HttpContext context, string id, string scopeId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var named = query.Whole("version", -1, 0, int.MaxValue);
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Errors.Malformed(context, problems);
            return;
        }

        if (await Find(context, visitor, id) is not { } found) return;
        if (!await Entrance.May(context, visitor.Actor, Permissions.RemoteConfigWrite)) return;
        var doc = RemoteConfigurations.Of(found);
        var scope = doc["scopes"]?.AsArray().FirstOrDefault(s => (string?)s!["id"] == scopeId);
        if (scope is null) await Errors.NotFound(context, "scope", scopeId);
        else
        {
            doc["scopes"]!.AsArray().Remove(scope);
            await Keep(context, visitor, found, doc, named < 0 ? found.Version : named);
        }
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is { } visitor
            && await Find(context, visitor, id) is { } found
            && await Entrance.May(context, visitor.Actor, Permissions.RemoteConfigWrite))
        {
            await store.Remove(visitor.Tenant, found.Id, context.RequestAborted);
            await Tell(context, found);
        }
    }

    private async Task Change(
        HttpContext context, string id, Shape shape, Func<JsonObject, JsonElement, JsonObject> change, string versionMember)
    {
        if (await entrance.Admit(context) is not { } visitor || await Find(context, visitor, id) is not { } found) return;
        var body = await JsonBody.Read(context.Request, shape, context.RequestAborted);
        var kept = RemoteConfigurations.Of(found);
        var problems = !body.IsGood ? body.Problems : body.Json.Has("scope") ? RemoteConfigurations.ScopeProblems(kept) : [];
        var doc = problems.IsEmpty ? change(kept, body.Json) : kept;
        if (problems.IsEmpty) problems = RemoteConfigurations.Problems(doc);
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RemoteConfigWrite))
            await Keep(context, visitor, found, doc, body.Json.Whole(versionMember)!.Value);
    }

    private async Task Keep(HttpContext context, Visitor visitor, KeptRemoteConfiguration found, JsonObject doc, long named)
    {
        var after = found with
        {
            Version = named + 1, Doc = RemoteConfigurations.Text(doc), ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
        };
        if (named == found.Version && after.Doc == found.Doc) await Tell(context, found);
        else if (await store.Replace(visitor.Tenant, after, context.RequestAborted) is KeepOutcome.Written) await Tell(context, after);
        else
        {
            var now = await store.Find(visitor.Tenant, found.Id, context.RequestAborted);
            await Errors.Stale(context, What, (now ?? found).Version, named);
        }
    }

    private async Task<KeptRemoteConfiguration?> Find(HttpContext context, Visitor visitor, string reference)
    {
        var ct = context.RequestAborted;
        var found = RemoteConfigurations.KeyIn(reference) is { } key
            ? await store.FindByKey(visitor.Tenant, key, ct)
            : await store.Find(visitor.Tenant, reference, ct);
        if (found is null) await Errors.NotFound(context, What, reference);
        return found;
    }

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    private static Task Tell(HttpContext context, KeptRemoteConfiguration kept) =>
        Answer.Write(context.Response, StatusCodes.Status200OK, kept, Write);

    private static void Write(Utf8JsonWriter json, KeptRemoteConfiguration kept)
    {
        json.WriteString("id", kept.Id);
        json.WriteNumber("version", kept.Version);
        json.Moment("created", kept.CreatedAt);
        json.Moment("lastModified", kept.ModifiedAt);
        json.WriteString("key", kept.Key);
        json.Spread(kept.Doc, "scopes");
        var scopes = JsonElement.Parse(kept.Doc.Raw).Entries("scopes").ToList();
        json.WriteStartArray("scopes");
        foreach (var scope in scopes) scope.WriteTo(json);
        json.WriteEndArray();
        json.Texts("flattenScopeIds", scopes.SelectMany(s => (string[])["facilityRefs", "userRefs"], (s, list) => s.Entries(list))
            .SelectMany(refs => refs).Select(r => r.GetString()!).Distinct());
    }
}
