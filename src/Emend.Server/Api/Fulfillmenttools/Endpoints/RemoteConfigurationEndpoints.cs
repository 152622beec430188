using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Result = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.StoredRemoteConfiguration>;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and writes remote configurations. Clients share them; Emend does not use them.</summary>
internal sealed class RemoteConfigurationEndpoints(FulfillmenttoolsAuthorizer authorizer, RemoteConfigurationService configurations)
{
    private const int MaxPageSize = 500;
    private const string ResourceName = "remote configuration";

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size, groups) = (query.ReadText("startAfterId"), query.ReadPageSize(MaxPageSize), query.ReadTexts("groups"));
        var (facility, user) = (query.ReadText("facilityId"), query.ReadText("userId"));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigRead))
        {
            var all = await configurations.List(caller.Tenant, new(groups, facility, user), context.RequestAborted);
            var page = all.Where(c => string.CompareOrdinal(c.Id, after) > 0).Take(size).ToList();
            await ListResponses.Write(
                context, "remoteConfigurations", new Page<StoredRemoteConfiguration>(page, all.Count), RemoteConfigurationMapper.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is { } caller
            && await Find(context, caller, id) is { } configuration
            && await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigRead))
        {
            await Write(context, configuration);
        }
    }

    public async Task Create(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ConfigurationSchemas.RemoteForCreation, context.RequestAborted);
        var doc = body.IsValid ? RemoteConfigurationMapper.Merge([], body.Json) : [];
        var problems = body.IsValid ? RemoteConfigurationMapper.Validate(doc) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            if (await configurations.Create(caller.Tenant, body.Json.ReadText("key")!, doc, context.RequestAborted) is { } created)
            {
                await Write(context, created);
            }
            else
            {
                await FulfillmenttoolsErrors.Conflict(
                    context, "key is already used by another remote configuration.", "Change that configuration, or choose another key.");
            }
        }
    }

    public Task Put(HttpContext context, string id) => Replace(
        context, id, ConfigurationSchemas.RemoteForPut, (_, body) => RemoteConfigurationMapper.Merge([], body));

    public Task Patch(HttpContext context, string id) => Replace(
        context, id, ConfigurationSchemas.RemoteForPatch, RemoteConfigurationMapper.Merge);

    public async Task AddScope(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller || await Find(context, caller, id) is not { } configuration)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ConfigurationSchemas.ScopeAddition, ct);
        var problems = body.IsValid ? RemoteConfigurationMapper.ValidateScopeCount(configuration) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            var (scope, version) = (RemoteConfigurationMapper.ReadScope(body.Json), body.Json.ReadInteger("remoteConfigVersion")!.Value);
            await Write(context, await configurations.AddScope(caller.Tenant, configuration, scope, version, ct));
        }
    }

    public async Task RemoveScope(HttpContext context, string id, string scopeId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var expectedVersion = query.ReadInteger("version", -1, 0, int.MaxValue);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
            return;
        }

        if (await Find(context, caller, id) is not { } configuration)
        {
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            return;
        }

        var version = expectedVersion < 0 ? configuration.Version : expectedVersion;
        var result = await configurations.RemoveScope(caller.Tenant, configuration, scopeId, version, context.RequestAborted);
        if (result is Result.NotFound)
        {
            await FulfillmenttoolsErrors.NotFound(context, "scope", scopeId);
        }
        else
        {
            await Write(context, result);
        }
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is { } caller
            && await Find(context, caller, id) is { } configuration
            && await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            await configurations.Delete(caller.Tenant, configuration.Id, context.RequestAborted);
            await Write(context, configuration);
        }
    }

    private async Task Replace(HttpContext context, string id, JsonSchema schema, Func<JsonObject, JsonElement, JsonObject> change)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller || await Find(context, caller, id) is not { } configuration)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, schema, ct);
        var doc = body.IsValid ? change(RemoteConfigurationService.ToObject(configuration), body.Json) : [];
        var problems = body.IsValid ? RemoteConfigurationMapper.Validate(doc) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RemoteConfigWrite))
        {
            var version = body.Json.ReadInteger("version")!.Value;
            await Write(context, await configurations.Replace(caller.Tenant, configuration, doc, version, ct));
        }
    }

    private async Task<StoredRemoteConfiguration?> Find(HttpContext context, AuthenticatedCaller caller, string reference)
    {
        var ct = context.RequestAborted;
        var configuration = RemoteConfigurationMapper.ParseKey(reference) is { } key
            ? await configurations.FindByKey(caller.Tenant, key, ct)
            : await configurations.Find(caller.Tenant, reference, ct);
        if (configuration is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, reference);
        }

        return configuration;
    }

    private static Task Write(HttpContext context, Result result) => result switch
    {
        Result.Written(var configuration, _) => Write(context, configuration),
        Result.VersionConflict(var current, var expected) => FulfillmenttoolsErrors.VersionConflict(
            context, ResourceName, current, expected),
        Result.LimitReached => FulfillmenttoolsErrors.InvalidRequest(context, [RemoteConfigurationMapper.TooManyScopes]),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
    };

    private static Task Write(HttpContext context, StoredRemoteConfiguration configuration) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, configuration, RemoteConfigurationMapper.Write);
}
