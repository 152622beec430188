using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Routing;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, updates, copies, and activates routing strategies. Every version stays readable.</summary>
internal sealed class StrategyEndpoints(FulfillmenttoolsAuthorizer authorizer, StrategyService strategies)
{
    private const string ResourceName = "routing strategy";

    public async Task List(HttpContext context)
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
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigRead))
        {
            var page = await strategies.List(caller.Tenant, after, size, context.RequestAborted);
            await ListResponses.Write(context, "routingStrategies", page, StrategyWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var version = query.ReadInteger("version", 0, 1, int.MaxValue);
        var strategy = await strategies.Find(caller.Tenant, id, version == 0 ? null : version, context.RequestAborted);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (strategy is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, version == 0 ? id : $"{id} in version {version}");
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, strategy, StrategyWriter.Write);
        }
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategySchemas.ForCreation, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite))
        {
            var strategy = body.Json.HasMember("rootNode") ? StrategyMapper.ReadStrategy(body.Json) : RoutingStrategy.Default;
            var created = await strategies.Create(caller.Tenant, strategy, StrategyMapper.ReadDocument(body.Json), ct);
            await WriteCreated(context, StatusCodes.Status201Created, created);
        }
    }

    public async Task Put(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await strategies.Find(caller.Tenant, id, null, ct) is not { } strategy)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, id);
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategySchemas.ForUpdate, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite))
        {
            var next = (StrategyMapper.ReadStrategy(body.Json), StrategyMapper.ReadDocument(body.Json, strategy.Doc));
            var version = body.Json.ReadInteger("version")!.Value;
            await Write(context, StatusCodes.Status200OK, await strategies.Replace(caller.Tenant, strategy, next, version, ct));
        }
    }

    public async Task Act(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await strategies.Find(caller.Tenant, id, null, ct) is not { } strategy)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, id);
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategySchemas.Action, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite))
        {
            var version = body.Json.ReadInteger("version")!.Value;
            if (body.Json.ReadText("name") == "COPY")
            {
                var doc = StrategyMapper.ReadDocument(body.Json, strategy.Doc);
                await WriteCreated(context, StatusCodes.Status200OK, await strategies.Copy(caller.Tenant, strategy, doc, version, ct));
            }
            else
            {
                await Write(context, StatusCodes.Status200OK, await strategies.Activate(caller.Tenant, strategy, version, ct));
            }
        }
    }

    private static Task WriteCreated(HttpContext context, int status, StrategyResult result)
    {
        if (result is StrategyResult.Written(var strategy))
        {
            context.Response.Headers.Location = $"/api/routing/strategies/{strategy.Id}";
        }

        return Write(context, status, result);
    }

    private static Task Write(HttpContext context, int status, StrategyResult result) => result switch
    {
        StrategyResult.Written(var strategy) => JsonResponseWriter.Write(context.Response, status, strategy, StrategyWriter.Write),
        StrategyResult.VersionConflict(var current, var expected) => FulfillmenttoolsErrors.VersionConflict(
            context, ResourceName, current, expected),
        StrategyResult.CannotChangeBuiltIn => FulfillmenttoolsErrors.Unprocessable(
            context, "The default strategy is built in.", "Create a strategy or COPY this one, then activate the new strategy."),
        StrategyResult.AllFacilitiesExcluded(var log) => WriteExclusions(context, log),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
    };

    private static Task WriteExclusions(HttpContext context, RoutingLog log)
    {
        var exclusions = log.Fences.Where(f => f.Excluded > 0).Select(f => $"{RoutingNames.ToWireName(f.Fence)} excludes {f.Excluded}");
        return FulfillmenttoolsErrors.Unprocessable(
            context,
            $"The strategy excludes all {log.Considered} facilities: {string.Join(", ", exclusions)}.",
            "Deactivate one of these fences, or give facilities the services, carriers, or picking times that it requires.");
    }
}
