using Emend.Server;

try
{
    await using var app = CompositionRoot.Create(args);
    await app.Prepare(CancellationToken.None);
    if (app.Urls.Count == 0 && app.Configuration["urls"] is null)
    {
        app.Urls.Add(EmendOptions.DefaultUrl);
    }

    await app.StartAsync();
    StartupMessage.Write(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (InvalidConfigurationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
