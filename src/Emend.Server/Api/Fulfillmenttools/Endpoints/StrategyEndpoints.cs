using System.Text.Json;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Routing strategies are made, read in any version, changed, copied and put to use.</summary>
internal sealed class StrategyEndpoints(FulfillmenttoolsAuthorizer entrance, IStrategyStore store, RoutingSimulationService routingSimulationService, TimeProvider clock)
{
    private const string What = "routing strategy";

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigRead))
        {
            var ct = context.RequestAborted;
            var own = await store.List(caller.Tenant, after == StrategyMapper.Default.Id ? null : after, size, ct);
            var first = after is null ? [await BuiltIn(caller, ct)] : Array.Empty<StoredStrategy>();
            var page = new Page<StoredStrategy>([.. first.Concat(own.Items).Take(size)], own.Total + 1);
            await ListResponses.Write(context, "routingStrategies", page, StrategyWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var version = query.Whole("version", 0, 1, int.MaxValue);
        var storedStrategy = await Find(caller, id, version == 0 ? null : version, context.RequestAborted);
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (storedStrategy is null) await FulfillmenttoolsErrors.NotFound(context, What, version == 0 ? id : $"{id} in version {version}");
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigRead))
            await Write(context, StatusCodes.Status200OK, storedStrategy);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, StrategySchemas.ForCreation, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite))
        {
            var strategy = body.Json.Has("rootNode") ? StrategyMapper.Of(body.Json) : RoutingStrategy.Default;
            await Add(context, caller, New(strategy, body.Json));
        }
    }

    public async Task Put(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller, id, null, ct) is not { } storedStrategy)
        {
            await FulfillmenttoolsErrors.NotFound(context, What, id);
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategySchemas.ForModification, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite)) return;
        else if (body.Json.Whole("version") is var named && named != storedStrategy.Version)
            await FulfillmenttoolsErrors.Stale(context, What, storedStrategy.Version, named!.Value);
        else if (id == StrategyMapper.Default.Id)
            await FulfillmenttoolsErrors.Refused(context, "The default strategy is built in.", "Create your own, or COPY this one, and activate that.");
        else
            await Replace(context, caller, storedStrategy, body.Json);
    }

    public async Task Act(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller, id, null, ct) is not { } storedStrategy)
        {
            await FulfillmenttoolsErrors.NotFound(context, What, id);
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategySchemas.Action, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite)) return;
        else if (body.Json.Whole("version") is var named && named != storedStrategy.Version)
            await FulfillmenttoolsErrors.Stale(context, What, storedStrategy.Version, named!.Value);
        else if (body.Json.Text("name") == "COPY")
            await Add(context, caller, New(storedStrategy.Strategy, body.Json) with { Doc = StrategyMapper.Kept(body.Json, storedStrategy.Doc) });
        else
            await Activate(context, caller, storedStrategy);
    }

    private async Task Activate(HttpContext context, AuthenticatedCaller caller, StoredStrategy storedStrategy)
    {
        if (!await Leaves(context, caller, storedStrategy.Strategy)) return;
        var result = await store.Use(caller.Tenant, storedStrategy.Strategy.Ref, context.RequestAborted);
        if (result is StoreWriteResult.Written) await Write(context, StatusCodes.Status200OK, storedStrategy with { InUse = true });
        else await FulfillmenttoolsErrors.Stale(context, What, await Current(caller, storedStrategy, context.RequestAborted), storedStrategy.Version);
    }

    private async Task Add(HttpContext context, AuthenticatedCaller caller, StoredStrategy storedStrategy)
    {
        if (!await Leaves(context, caller, storedStrategy.Strategy)) return;
        await store.Add(caller.Tenant, storedStrategy, context.RequestAborted);
        context.Response.Headers.Location = $"/api/routing/strategies/{storedStrategy.Id}";
        await Write(context, StatusCodes.Status201Created, storedStrategy);
    }

    private async Task Replace(HttpContext context, AuthenticatedCaller caller, StoredStrategy storedStrategy, JsonElement body)
    {
        var after = storedStrategy with
        {
            Version = storedStrategy.Version + 1,
            Strategy = StrategyMapper.Of(body),
            Doc = StrategyMapper.Kept(body, storedStrategy.Doc),
            ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
        };
        if (!await Leaves(context, caller, after.Strategy)) return;
        if (await store.Replace(caller.Tenant, after, context.RequestAborted) is StoreWriteResult.Written)
            await Write(context, StatusCodes.Status200OK, after);
        else
            await FulfillmenttoolsErrors.Stale(context, What, await Current(caller, storedStrategy, context.RequestAborted), storedStrategy.Version);
    }

    /// <summary>Whether it leaves any facility that is online; answers 422 where not. Where none is online that is not its fault.</summary>
    private async Task<bool> Leaves(HttpContext context, AuthenticatedCaller caller, RoutingStrategy strategy)
    {
        var log = await routingSimulationService.Left(caller.Tenant, strategy, context.RequestAborted);
        if (log.Candidates > 0 || log.Fences[0].Excluded == log.Considered) return true;
        var told = log.Fences.Where(f => f.Excluded > 0).Select(f => $"{RoutingNames.Of(f.Fence)} excludes {f.Excluded}");
        await FulfillmenttoolsErrors.Refused(
            context,
            $"The strategy leaves none of the {log.Considered} facilities: {string.Join(", ", told)}.",
            "Switch one of these fences off, or give facilities what it asks for: services, carriers, picking times.");
        return false;
    }

    private StoredStrategy New(RoutingStrategy strategy, JsonElement body)
    {
        var now = clock.GetUtcNow().ToMicroseconds();
        return new(Guid.CreateVersion7(now).ToString(), 1, InUse: false, strategy, StrategyMapper.Kept(body), now, now);
    }

    private async Task<StoredStrategy?> Find(AuthenticatedCaller caller, string id, long? version, CancellationToken ct) =>
        id != StrategyMapper.Default.Id ? await store.Find(caller.Tenant, id, version, ct)
        : version is null or 1 ? await BuiltIn(caller, ct)
        : null;

    private async Task<StoredStrategy> BuiltIn(AuthenticatedCaller caller, CancellationToken ct) =>
        StrategyMapper.Default with { InUse = !await store.AnyInUse(caller.Tenant, ct) };

    private async Task<long> Current(AuthenticatedCaller caller, StoredStrategy storedStrategy, CancellationToken ct) =>
        (await store.Find(caller.Tenant, storedStrategy.Id, null, ct) ?? storedStrategy).Version;

    private static Task Write(HttpContext context, int status, StoredStrategy strategy) =>
        JsonResponseWriter.Write(context.Response, status, strategy, StrategyWriter.Write);
}
