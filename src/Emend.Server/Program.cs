using Emend.Server;
using Emend.Server.Common;

try
{
    if (args is [TenantCommand.Name, .. var command])
    {
        await TenantCommand.Run(command, Console.In, Console.Out, CancellationToken.None);
        return (int)ExitCode.Stopped;
    }

    await using var app = CompositionRoot.Create(args);
    await app.Prepare(CancellationToken.None);
    if (app.Urls.Count == 0 && app.Configuration["urls"] is null)
    {
        app.Urls.Add(EmendOptions.DefaultUrl);
    }

    await StartupFailure.Listen(app, string.Join(", ", EmendOptions.ReadUrls(app.Configuration)));
    StartupMessage.Write(app);
    await app.WaitForShutdownAsync();
    return (int)ExitCode.Stopped;
}
catch (Exception failure) // an unhandled exception would abort the process with a core dump
{
    return await StartupFailure.Report(failure, Console.Error);
}
