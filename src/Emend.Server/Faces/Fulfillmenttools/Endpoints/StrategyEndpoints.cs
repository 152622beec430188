using System.Text.Json;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Routing strategies are made, read in any version, changed, copied and put to use.</summary>
internal sealed class StrategyEndpoints(Entrance entrance, IStrategyStore store, RoutingDesk desk, TimeProvider clock)
{
    private const string What = "routing strategy";

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingConfigRead))
        {
            var ct = context.RequestAborted;
            var own = await store.List(visitor.Tenant, after == Strategies.Default.Id ? null : after, size, ct);
            var first = after is null ? [await BuiltIn(visitor, ct)] : Array.Empty<KeptStrategy>();
            var page = new Page<KeptStrategy>([.. first.Concat(own.Items).Take(size)], own.Total + 1);
            await Lists.Write(context, "routingStrategies", page, StrategyBody.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var version = query.Whole("version", 0, 1, int.MaxValue);
        var found = await Find(visitor, id, version == 0 ? null : version, context.RequestAborted);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (found is null) await Errors.NotFound(context, What, version == 0 ? id : $"{id} in version {version}");
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingConfigRead))
            await Tell(context, StatusCodes.Status200OK, found);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, StrategyShapes.ForCreation, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingConfigWrite))
        {
            var strategy = body.Json.Has("rootNode") ? Strategies.Of(body.Json) : RoutingStrategy.Default;
            await Add(context, visitor, New(strategy, body.Json));
        }
    }

    public async Task Put(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor, id, null, ct) is not { } found)
        {
            await Errors.NotFound(context, What, id);
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategyShapes.ForModification, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (!await Entrance.May(context, visitor.Actor, Permissions.RoutingConfigWrite)) return;
        else if (body.Json.Whole("version") is var named && named != found.Version)
            await Errors.Stale(context, What, found.Version, named!.Value);
        else if (id == Strategies.Default.Id)
            await Errors.Refused(context, "The default strategy is built in.", "Create your own, or COPY this one, and activate that.");
        else
            await Replace(context, visitor, found, body.Json);
    }

    public async Task Act(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor, id, null, ct) is not { } found)
        {
            await Errors.NotFound(context, What, id);
            return;
        }

        var body = await JsonBody.Read(context.Request, StrategyShapes.Action, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (!await Entrance.May(context, visitor.Actor, Permissions.RoutingConfigWrite)) return;
        else if (body.Json.Whole("version") is var named && named != found.Version)
            await Errors.Stale(context, What, found.Version, named!.Value);
        else if (body.Json.Text("name") == "COPY")
            await Add(context, visitor, New(found.Strategy, body.Json) with { Doc = Strategies.Kept(body.Json, found.Doc) });
        else
            await Activate(context, visitor, found);
    }

    private async Task Activate(HttpContext context, Visitor visitor, KeptStrategy found)
    {
        if (!await Leaves(context, visitor, found.Strategy)) return;
        var outcome = await store.Use(visitor.Tenant, found.Strategy.Ref, context.RequestAborted);
        if (outcome is KeepOutcome.Written) await Tell(context, StatusCodes.Status200OK, found with { InUse = true });
        else await Errors.Stale(context, What, await Current(visitor, found, context.RequestAborted), found.Version);
    }

    private async Task Add(HttpContext context, Visitor visitor, KeptStrategy made)
    {
        if (!await Leaves(context, visitor, made.Strategy)) return;
        await store.Add(visitor.Tenant, made, context.RequestAborted);
        context.Response.Headers.Location = $"/api/routing/strategies/{made.Id}";
        await Tell(context, StatusCodes.Status201Created, made);
    }

    private async Task Replace(HttpContext context, Visitor visitor, KeptStrategy found, JsonElement body)
    {
        var after = found with
        {
            Version = found.Version + 1,
            Strategy = Strategies.Of(body),
            Doc = Strategies.Kept(body, found.Doc),
            ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
        };
        if (!await Leaves(context, visitor, after.Strategy)) return;
        if (await store.Replace(visitor.Tenant, after, context.RequestAborted) is KeepOutcome.Written)
            await Tell(context, StatusCodes.Status200OK, after);
        else
            await Errors.Stale(context, What, await Current(visitor, found, context.RequestAborted), found.Version);
    }

    /// <summary>Whether it leaves any facility that is online; answers 422 where not. Where none is online that is not its fault.</summary>
    private async Task<bool> Leaves(HttpContext context, Visitor visitor, RoutingStrategy strategy)
    {
        var log = await desk.Left(visitor.Tenant, strategy, context.RequestAborted);
        if (log.Candidates > 0 || log.Fences[0].Excluded == log.Considered) return true;
        var told = log.Fences.Where(f => f.Excluded > 0).Select(f => $"{RoutingNames.Of(f.Fence)} excludes {f.Excluded}");
        await Errors.Refused(
            context,
            $"The strategy leaves none of the {log.Considered} facilities: {string.Join(", ", told)}.",
            "Switch one of these fences off, or give facilities what it asks for: services, carriers, picking times.");
        return false;
    }

    private KeptStrategy New(RoutingStrategy strategy, JsonElement body)
    {
        var now = clock.GetUtcNow().ToMicroseconds();
        return new(Guid.CreateVersion7(now).ToString(), 1, InUse: false, strategy, Strategies.Kept(body), now, now);
    }

    private async Task<KeptStrategy?> Find(Visitor visitor, string id, long? version, CancellationToken ct) =>
        id != Strategies.Default.Id ? await store.Find(visitor.Tenant, id, version, ct)
        : version is null or 1 ? await BuiltIn(visitor, ct)
        : null;

    private async Task<KeptStrategy> BuiltIn(Visitor visitor, CancellationToken ct) =>
        Strategies.Default with { InUse = !await store.AnyInUse(visitor.Tenant, ct) };

    private async Task<long> Current(Visitor visitor, KeptStrategy found, CancellationToken ct) =>
        (await store.Find(visitor.Tenant, found.Id, null, ct) ?? found).Version;

    private static Task Tell(HttpContext context, int status, KeptStrategy strategy) =>
        Answer.Write(context.Response, status, strategy, StrategyBody.Write);
}
