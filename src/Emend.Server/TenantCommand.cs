using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;
using Emend.Server.Storage;

namespace Emend.Server;

/// <summary>
/// The command line <c>tenants …</c>: manages tenants in the configured database, with or without a running server. It uses the service
/// of the operator API.
/// </summary>
internal static class TenantCommand
{
    public const string Name = "tenants";

    public const string Usage =
        """
        tenants list
        tenants show ID
        tenants create ID --name NAME --admin USERNAME [--password-stdin] [--sign-in-key KEY] [--api-key NAME] [--to DATABASE]
                          [--allow-line-item-modification true|false] [--allow-force-cancellation true|false]
                          [--infinite-stock true|false] [--retention-days DAYS] [--deletion-days DAYS]
        tenants suspend ID
        tenants resume ID
        tenants move ID --to DATABASE
        tenants remove ID

        Every command takes the configuration keys of the server, such as --ConnectionStrings:Emend=… or --Emend:DataDirectory=….
        """;

    private const int PageSize = 250;

    private static readonly string[] CreateOptions =
    [
        "--name", "--admin", "--password-stdin", "--sign-in-key", "--api-key", "--allow-line-item-modification",
        "--allow-force-cancellation", "--infinite-stock", "--retention-days", "--deletion-days", "--to",
    ];

    /// <summary>Runs the command. Throws <see cref="StartupException"/> if it is invalid or rejected.</summary>
    public static async Task Run(IReadOnlyList<string> arguments, TextReader input, TextWriter output, CancellationToken ct)
    {
        var parsed = CommandArguments.Parse(arguments, CreateOptions);
        if (parsed.Words is not ([_, _] or ["list"]))
        {
            throw new InvalidConfigurationException($"The command is incomplete or unknown. Specify one of these:\n{Usage}");
        }

        await using var app = CompositionRoot.Create(
            [.. parsed.Configuration], services => services.AddLogging(logging => logging.ClearProviders()));
        await app.Services.GetRequiredService<DatabaseStartup>().RunBesideServer(ct);
        var command = new TenantCommands(app.Services.GetRequiredService<TenantService>(), output);
        if (parsed.Words is ["list"])
        {
            await command.List(PageSize, ct);
            return;
        }

        var id = new TenantId(parsed.Words[1]);
        await (parsed.Words[0] switch
        {
            "show" => command.Show(id, ct),
            "create" => command.Create(ReadRequest(id, parsed, input), ct),
            "suspend" => command.Suspend(id, ct),
            "resume" => command.Resume(id, ct),
            "move" => command.Move(id, parsed.Require("--to"), ct),
            "remove" => command.Remove(id, ct),
            var unknown => throw new InvalidConfigurationException($"tenants {unknown} is not a command. Specify one of these:\n{Usage}"),
        });
    }

    // A password on the command line would be visible to other users of the machine.
    private static TenantRequest ReadRequest(TenantId id, CommandArguments arguments, TextReader input) =>
        new(id.Value, arguments.Require("--name"), arguments.Require("--admin"))
        {
            SignInKey = arguments.Find("--sign-in-key"),
            Password = arguments.HasFlag("--password-stdin") ? input.ReadLine() ?? "" : null,
            ApiKeyName = arguments.Find("--api-key"),
            Database = arguments.Find("--to"),
            Settings = new(
                arguments.FindFlag("--allow-line-item-modification"), arguments.FindFlag("--allow-force-cancellation"),
                arguments.FindFlag("--infinite-stock"), arguments.FindDays("--retention-days"), arguments.FindDays("--deletion-days")),
        };
}

/// <summary>The commands on tenants. They write what they did.</summary>
internal sealed class TenantCommands(TenantService tenants, TextWriter output)
{
    public async Task List(int pageSize, CancellationToken ct)
    {
        IReadOnlyList<TenantEntry> page;
        var after = "";
        do
        {
            page = await tenants.List(after, pageSize, ct);
            foreach (var entry in page)
            {
                await output.WriteLineAsync(Describe(entry));
                after = entry.Tenant.Id.Value;
            }
        }
        while (page.Count == pageSize);
    }

    public async Task Show(TenantId id, CancellationToken ct) =>
        await output.WriteLineAsync(Describe(await tenants.Find(id, ct) ?? throw NotFound(id)));

    public async Task Create(TenantRequest request, CancellationToken ct)
    {
        switch (await tenants.Create(request, ct))
        {
            case TenantCreation.Created { Tenant: var created }:
                await output.WriteLineAsync(Describe(created.Tenant));
                await output.WriteLineAsync($"key       {created.Tenant.Tenant.SignInKey}");
                await output.WriteLineAsync($"email     {created.Administrator}");
                await WriteSecret("password ", created.Password);
                await WriteSecret("API key  ", created.ApiKey);
                break;
            case TenantCreation.Taken taken:
                throw new StartupException(
                    ExitCode.CommandRejected, $"Another tenant has the {taken.Member} {taken.Value}. Choose another one.");
            case TenantCreation.Invalid invalid:
                throw new InvalidConfigurationException(
                    string.Join(Environment.NewLine, invalid.Errors.Select(e => $"{e.Path} {e.Detail}: {e.Expected}.")));
            default:
                throw new InvalidOperationException("Unknown result of the creation of a tenant.");
        }
    }

    public async Task Suspend(TenantId id, CancellationToken ct) => await Write(id, await tenants.Suspend(id, ct), "It stays so.");

    public async Task Resume(TenantId id, CancellationToken ct) => await Write(id, await tenants.Resume(id, ct), "It stays so.");

    public async Task Move(TenantId id, string database, CancellationToken ct) => await output.WriteLineAsync(
        await tenants.Move(id, database, ct) switch
        {
            TenantMove.Moved moved => Describe(moved.Tenant),
            TenantMove.UnknownDatabase unknown => throw new InvalidConfigurationException(
                $"--to {unknown.Errors[0].Detail}: {unknown.Errors[0].Expected}."),
            TenantMove.NotAllowed notAllowed => throw new StartupException(
                ExitCode.CommandRejected, $"The tenant {id} is {NameOf(notAllowed.Current)}. Suspend it first."),
            TenantMove.Stopped stopped => throw new StartupException(ExitCode.Failed, stopped.Reason),
            _ => throw NotFound(id),
        });

    public async Task Remove(TenantId id, CancellationToken ct)
    {
        await Write(id, await tenants.BeginRemoval(id, ct), "Suspend it first.");
        await tenants.DeleteRemoved(ct);
        if (await tenants.Find(id, ct) is { State: TenantState.Removing })
        {
            throw new StartupException(
                ExitCode.Failed, $"The data of {id} could not be deleted. The log has the cause. Repeat the command.");
        }

        await output.WriteLineAsync($"{id} is removed with all its data.");
    }

    private async Task Write(TenantId id, TenantStateChange result, string remedy) => await output.WriteLineAsync(result switch
    {
        TenantStateChange.Changed changed => Describe(changed.Tenant),
        TenantStateChange.NotAllowed notAllowed => throw new StartupException(
            ExitCode.CommandRejected, $"The tenant {id} is {NameOf(notAllowed.Current)}. {remedy}"),
        _ => throw NotFound(id),
    });

    private async Task WriteSecret(string label, string? secret)
    {
        if (secret is not null)
        {
            await output.WriteLineAsync($"{label} {secret}   (not stored and not shown again)");
        }
    }

    private static StartupException NotFound(TenantId id) => new(ExitCode.CommandRejected, $"There is no tenant {id}.");

    private static string Describe(TenantEntry entry) =>
        string.Join('\t', entry.Tenant.Id, NameOf(entry.State), FormatTime(entry.CreatedAt), entry.Database, entry.Tenant.Name);

    private static string FormatTime(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static string NameOf(TenantState state) => state switch
    {
        TenantState.Active => "active",
        TenantState.Suspended => "suspended",
        TenantState.Removing => "removing",
        TenantState.Moving => "moving",
        _ => "unavailable",
    };
}
