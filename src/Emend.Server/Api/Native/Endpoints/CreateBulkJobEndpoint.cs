using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Creates bulk jobs.</summary>
internal sealed class CreateBulkJobEndpoint(NativeAuthorizer authorizer, BulkJobService bulkJobs, ReasonService reasons, TimeProvider clock)
{
    private static readonly string[] SelectionMembers = ["orders", "where", "unroutable"];

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, BulkJobSchemas.NewJob, BulkJobSchemas.MaxBodyBytes, ct);
        var problems = body.IsValid
            ? [.. Validate(body.Json), .. BulkCommandReader.Validate(body.Json.GetProperty("action"))]
            : body.Errors;
        if (IdempotencyKeys.Validate(context.Request) is { } key)
        {
            problems = problems.Add(key);
        }

        var (reason, unknown) = problems.IsEmpty
            ? await FindReason(caller, BulkCommandReader.GetAction(body.Json.GetProperty("action")), ct)
            : default;
        if (unknown is { } error)
        {
            problems = problems.Add(error);
        }

        if (!problems.IsEmpty)
        {
            await ProblemResponses.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var (json, action) = (body.Json, body.Json.GetProperty("action"));
        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, BulkCommandReader.GetAction(action).Kind.Permission))
        {
            return;
        }

        if (!json.HasMember("orders") && !await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            return;
        }

        var definition = new BulkJobDefinition(
            caller.Caller, caller.Actor.Name, NativeApi.Name, BulkCommandReader.Read(action, reason), json.ReadBoolean("dryRun") ?? false)
        {
            Key = IdempotencyKeys.Create(context.Request, caller.Caller, body.Bytes),
        };
        await Write(context, await bulkJobs.Create(definition, ReadSelection(json), ct), json.HasMember("where") ? "where" : "unroutable");
    }

    private async Task<(CancellationReason? Reason, ValidationError? Unknown)> FindReason(
        AuthenticatedCaller caller, (BulkCommandKind Kind, JsonElement Body) action, CancellationToken ct)
    {
        if (action.Body.ReadText(FulfillmentActionDefinitions.CancellationReasonMember) is not { } id)
        {
            return default;
        }

        var storedReason = await reasons.Find(caller.Tenant, IReasonStore.Cancellation, id, ct);
        return storedReason is null
            ? (null, FulfillmentActionEndpoints.UnknownReason(id, $"action.{action.Kind.Name}."))
            : (storedReason.ToCancellationReason(), null);
    }

    private BulkOrderSelection ReadSelection(JsonElement json) => json.ReadMember("where") is { } where
        ? new BulkOrderSelection.BySearch(
            OrderWhereSchema.Clause.ToCriterion(where, clock.GetUtcNow()),
            OrderPageQuery.FindSortOrder(json.ReadText("sort") ?? "orderedAt")!)
        : json.HasMember("unroutable") ? new BulkOrderSelection.Unroutable()
        : new BulkOrderSelection.ByIds(
            [
                .. json.ReadEntries("orders").Select(o => new BulkJobOrder(new(o.ReadText("order")!), o.ReadInteger("revision")))
                    .DistinctBy(o => o.Order),
            ]);

    private Task Write(HttpContext context, CreateBulkJobResult result, string member)
    {
        switch (result)
        {
            case CreateBulkJobResult.Created(var job):
                context.Response.Headers.Location = $"/emend/v1/bulk-jobs/{job.Id}";
                return JsonResponseWriter.Write(
                    context.Response, StatusCodes.Status202Accepted, new BulkJobView(job, clock.GetUtcNow()), BulkJobWriter.Write);
            case CreateBulkJobResult.IdempotencyKeyReused:
                return ProblemResponses.IdempotencyKeyReused(context);
            case CreateBulkJobResult.NoOrdersFound:
                return member == "where"
                    ? WriteInvalidState(
                        context,
                        member,
                        "matches no order",
                        "must match at least one order; POST /emend/v1/orders/search lists the matching orders")
                    : WriteInvalidState(context, member, "matches no order", "needs at least one order with unroutable units");
            default:
                return WriteInvalidState(
                    context,
                    member,
                    $"matches more than {BulkJobService.Max} orders",
                    "must match fewer orders; narrow the query and create several jobs");
        }
    }

    private static Task WriteInvalidState(HttpContext context, string member, string detail, string expected) => ProblemResponses.Write(
        context,
        new("invalid-state", "The request conflicts with the current state.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"{member} {detail}: {expected}.",
            Errors = [new(member, detail, expected)],
        });

    private static ImmutableArray<ValidationError> Validate(JsonElement json)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
        string[] selections = [.. SelectionMembers.Where(name => json.HasMember(name))];
        var hasWhere = json.HasMember("where");
        if (selections.Length == 0)
        {
            problems.Add(new("orders", "is missing", "must contain the orders; or send where, or unroutable with true"));
        }
        else if (selections.Length > 1)
        {
            problems.Add(new(selections[1], $"is sent together with {selections[0]}", "send one of orders, where and unroutable"));
        }

        if (json.ReadBoolean("unroutable") is false)
        {
            problems.Add(new("unroutable", "is false", "must be true or omitted"));
        }

        if (json.HasMember("sort") && !hasWhere)
        {
            problems.Add(new("sort", "is sent without where", "omit it; listed orders are processed in the sequence of the list"));
        }

        return problems.ToImmutable();
    }
}
