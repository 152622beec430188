using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What clients share among themselves. Nothing in Emend acts by it.</summary>
internal sealed class RemoteConfigurationEndpoints(FulfillmenttoolsAuthorizer entrance, IRemoteConfigurationStore store, TimeProvider clock)
{
    private const int Max = 500;
    private const string What = "remote configuration";

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size, groups) = (query.Text("startAfterId"), query.Size(Max), query.Texts("groups"));
        var (facility, user) = (query.Text("facilityId"), query.Text("userId"));
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigRead))
        {
            var all = (await store.List(caller.Tenant, context.RequestAborted))
                .Where(c => RemoteConfigurationMapper.Matches(RemoteConfigurationMapper.Of(c), groups, facility, user)).ToList();
            var page = all.Where(c => string.CompareOrdinal(c.Id, after) > 0).Take(size).ToList();
            await ListResponses.Write(context, "remoteConfigurations", new Page<StoredRemoteConfiguration>(page, all.Count), Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is { } caller
            && await Find(context, caller, id) is { } storedRemoteConfiguration
            && await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigRead))
        {
            await Write(context, storedRemoteConfiguration);
        }
    }

    public async Task Create(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, ConfigurationSchemas.RemoteForCreation, context.RequestAborted);
        var doc = body.IsGood ? RemoteConfigurationMapper.Merged([], body.Json, NewId) : [];
        var problems = body.IsGood ? RemoteConfigurationMapper.Problems(doc) : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            var now = clock.GetUtcNow().ToMicroseconds();
            var (id, key) = (Guid.CreateVersion7(now).ToString(), body.Json.Text("key")!);
            var storedRemoteConfiguration = new StoredRemoteConfiguration(id, key, 1, RemoteConfigurationMapper.Text(doc), now, now);
            if (await store.Add(caller.Tenant, storedRemoteConfiguration, context.RequestAborted) is StoreWriteResult.Written) await Write(context, storedRemoteConfiguration);
            else await FulfillmenttoolsErrors.Conflict(context, "key is another remote configuration's.", "Change that one, or choose another key.");
        }
    }

    public Task Put(HttpContext context, string id) => Change(
        context, id, ConfigurationSchemas.RemoteForPut, (_, body) => RemoteConfigurationMapper.Merged([], body, NewId), "version");

    public Task Patch(HttpContext context, string id) => Change(
        context, id, ConfigurationSchemas.RemoteForPatch, (kept, body) => RemoteConfigurationMapper.Merged(kept, body, NewId), "version");

    public Task AddScope(HttpContext context, string id) => Change(
        context,
        id,
        ConfigurationSchemas.AddedScope,
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
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var named = query.Whole("version", -1, 0, int.MaxValue);
        if (query.Problems is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.Malformed(context, problems);
            return;
        }

        if (await Find(context, caller, id) is not { } storedRemoteConfiguration) return;
        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite)) return;
        var doc = RemoteConfigurationMapper.Of(storedRemoteConfiguration);
        var scope = doc["scopes"]?.AsArray().FirstOrDefault(s => (string?)s!["id"] == scopeId);
        if (scope is null) await FulfillmenttoolsErrors.NotFound(context, "scope", scopeId);
        else
        {
            doc["scopes"]!.AsArray().Remove(scope);
            await Keep(context, caller, storedRemoteConfiguration, doc, named < 0 ? storedRemoteConfiguration.Version : named);
        }
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is { } caller
            && await Find(context, caller, id) is { } storedRemoteConfiguration
            && await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            await store.Remove(caller.Tenant, storedRemoteConfiguration.Id, context.RequestAborted);
            await Write(context, storedRemoteConfiguration);
        }
    }

    private async Task Change(
        HttpContext context, string id, JsonSchema schema, Func<JsonObject, JsonElement, JsonObject> change, string versionMember)
    {
        if (await entrance.Authorize(context) is not { } caller || await Find(context, caller, id) is not { } storedRemoteConfiguration) return;
        var body = await JsonBody.Read(context.Request, schema, context.RequestAborted);
        var kept = RemoteConfigurationMapper.Of(storedRemoteConfiguration);
        var problems = !body.IsGood ? body.Problems : body.Json.Has("scope") ? RemoteConfigurationMapper.ScopeProblems(kept) : [];
        var doc = problems.IsEmpty ? change(kept, body.Json) : kept;
        if (problems.IsEmpty) problems = RemoteConfigurationMapper.Problems(doc);
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
            await Keep(context, caller, storedRemoteConfiguration, doc, body.Json.Whole(versionMember)!.Value);
    }

    private async Task Keep(HttpContext context, AuthenticatedCaller caller, StoredRemoteConfiguration storedRemoteConfiguration, JsonObject doc, long named)
    {
        var after = storedRemoteConfiguration with
        {
            Version = named + 1, Doc = RemoteConfigurationMapper.Text(doc), ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
        };
        if (named == storedRemoteConfiguration.Version && after.Doc == storedRemoteConfiguration.Doc) await Write(context, storedRemoteConfiguration);
        else if (await store.Replace(caller.Tenant, after, context.RequestAborted) is StoreWriteResult.Written) await Write(context, after);
        else
        {
            var now = await store.Find(caller.Tenant, storedRemoteConfiguration.Id, context.RequestAborted);
            await FulfillmenttoolsErrors.Stale(context, What, (now ?? storedRemoteConfiguration).Version, named);
        }
    }

    private async Task<StoredRemoteConfiguration?> Find(HttpContext context, AuthenticatedCaller caller, string reference)
    {
        var ct = context.RequestAborted;
        var storedRemoteConfiguration = RemoteConfigurationMapper.KeyIn(reference) is { } key
            ? await store.FindByKey(caller.Tenant, key, ct)
            : await store.Find(caller.Tenant, reference, ct);
        if (storedRemoteConfiguration is null) await FulfillmenttoolsErrors.NotFound(context, What, reference);
        return storedRemoteConfiguration;
    }

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    private static Task Write(HttpContext context, StoredRemoteConfiguration storedRemoteConfiguration) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, storedRemoteConfiguration, Write);

    private static void Write(Utf8JsonWriter json, StoredRemoteConfiguration storedRemoteConfiguration)
    {
        json.WriteString("id", storedRemoteConfiguration.Id);
        json.WriteNumber("version", storedRemoteConfiguration.Version);
        json.Moment("created", storedRemoteConfiguration.CreatedAt);
        json.Moment("lastModified", storedRemoteConfiguration.ModifiedAt);
        json.WriteString("key", storedRemoteConfiguration.Key);
        json.Spread(storedRemoteConfiguration.Doc, "scopes");
        var scopes = JsonElement.Parse(storedRemoteConfiguration.Doc.Raw).Entries("scopes").ToList();
        json.WriteStartArray("scopes");
        foreach (var scope in scopes) scope.WriteTo(json);
        json.WriteEndArray();
        json.Texts("flattenScopeIds", scopes.SelectMany(s => (string[])["facilityRefs", "userRefs"], (s, list) => s.Entries(list))
            .SelectMany(refs => refs).Select(r => r.GetString()!).Distinct());
    }
}
