using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Application.Tenants;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>The operator manages tenants.</summary>
internal sealed class TenantEndpoints(OperatorAuthorizer authorizer, TenantService tenants)
{
    private const string ResourceName = "tenant";

    public async Task List(HttpContext context)
    {
        if (!await authorizer.Authorize(context))
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (
            query.ReadText("after"), query.ReadInteger("size", TenantOperations.DefaultPageSize, 1, TenantSchemas.MaxPageSize));
        if (query.Errors is { IsEmpty: false } errors)
        {
            await ProblemResponses.InvalidRequest(context, errors);
            return;
        }

        var found = await tenants.List(after ?? "", size + 1, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (found, size), static (json, page) =>
        {
            json.WriteObjects("tenants", page.found.Take(page.size), TenantSchemas.Write);
            if (page.found.Count > page.size)
            {
                json.WriteString("next", page.found[page.size - 1].Tenant.Id.Value);
            }
        });
    }

    public async Task Create(HttpContext context)
    {
        if (!await authorizer.Authorize(context))
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, TenantSchemas.NewTenant, context.RequestAborted);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        var request = TenantSchemas.ReadRequest(body.Json);
        switch (await tenants.Create(request, context.RequestAborted))
        {
            case TenantCreation.Invalid invalid:
                await ProblemResponses.InvalidRequest(context, [.. invalid.Errors.Select(
                    e => new ValidationError(e.Path, e.Detail, e.Expected))]);
                break;
            case TenantCreation.Taken taken:
                await ProblemResponses.Write(context, new("name-conflict", "The name is already in use.", StatusCodes.Status409Conflict)
                {
                    Detail = $"Another tenant has the {taken.Member} {taken.Value}. Choose another one.",
                    Errors = [new(taken.Member, "belongs to another tenant", "must be unique")],
                });
                break;
            case TenantCreation.Created created:
                context.Response.Headers.Location = $"/emend/operator/v1/tenants/{created.Tenant.Tenant.Tenant.Id}";
                context.Response.Headers.CacheControl = "no-store";
                await JsonResponseWriter.Write(
                    context.Response, StatusCodes.Status201Created, (created.Tenant, request.ApiKeyName), TenantSchemas.WriteCreated);
                break;
            default:
                throw new InvalidOperationException("Unknown result of the creation of a tenant.");
        }
    }

    public async Task Get(HttpContext context, string tenantId)
    {
        if (!await authorizer.Authorize(context))
        {
            return;
        }

        await (await tenants.Find(new(tenantId), context.RequestAborted) is { } found
            ? JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, TenantSchemas.Write)
            : NotFound(context, tenantId));
    }

    public Task Suspend(HttpContext context, string tenantId) =>
        Change(context, tenantId, tenants.Suspend, "A tenant that is being removed cannot be suspended.");

    public Task Resume(HttpContext context, string tenantId) =>
        Change(context, tenantId, tenants.Resume, "A tenant that is being removed cannot be resumed.");

    public async Task Move(HttpContext context, string tenantId)
    {
        if (!await authorizer.Authorize(context))
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, TenantSchemas.Move, context.RequestAborted);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        await (await tenants.Move(new(tenantId), TenantSchemas.ReadDatabase(body.Json), context.RequestAborted) switch
        {
            TenantMove.Moved moved => JsonResponseWriter.Write(
                context.Response, StatusCodes.Status200OK, moved.Tenant, TenantSchemas.Write),
            TenantMove.UnknownDatabase unknown => ProblemResponses.InvalidRequest(
                context, [.. unknown.Errors.Select(e => new ValidationError(e.Path, e.Detail, e.Expected))]),
            TenantMove.NotAllowed notAllowed => WriteInvalidState(context, notAllowed.Current, "Suspend the tenant first."),
            TenantMove.Stopped stopped => ProblemResponses.Write(
                context, new("move-stopped", "The move stopped.", StatusCodes.Status409Conflict) { Detail = stopped.Reason }),
            _ => NotFound(context, tenantId),
        });
    }

    public Task Remove(HttpContext context, string tenantId) =>
        Change(context, tenantId, tenants.BeginRemoval, "Suspend the tenant first.", StatusCodes.Status202Accepted);

    private async Task Change(
        HttpContext context, string tenantId, Func<TenantId, CancellationToken, Task<TenantStateChange>> change, string remedy,
        int status = StatusCodes.Status200OK)
    {
        if (!await authorizer.Authorize(context))
        {
            return;
        }

        await (await change(new(tenantId), context.RequestAborted) switch
        {
            TenantStateChange.Changed changed => JsonResponseWriter.Write(context.Response, status, changed.Tenant, TenantSchemas.Write),
            TenantStateChange.NotAllowed notAllowed => WriteInvalidState(
                context, notAllowed.Current, GetRemedy(notAllowed.Current, remedy)),
            _ => NotFound(context, tenantId),
        });
    }

    private static string GetRemedy(TenantState current, string remedy) => current switch
    {
        TenantState.Moving => "Repeat the move, or move the tenant to the database that has it.",
        TenantState.Unavailable => "Its database does not respond. Repeat the request later.",
        _ => remedy,
    };

    private static Task WriteInvalidState(HttpContext context, TenantState current, string remedy) => ProblemResponses.Write(
        context, new("invalid-state", "The request conflicts with the current state.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"The tenant is {EnumWireNames.ToName(current)}. {remedy}",
        });

    private static Task NotFound(HttpContext context, string tenantId) => ProblemResponses.Write(
        context, new("not-found", "The resource was not found.", StatusCodes.Status404NotFound)
        {
            Detail = $"The {ResourceName} {ValueFormatter.Truncate(tenantId)} does not exist or was removed.",
        });
}
