using System.Text.Json.Nodes;
using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests.Browser;

/// <summary>A recording in the viewer, in the browser.</summary>
internal sealed class ShownRecording : IAsyncDisposable
{
    private const string Drawing = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private readonly ViewedRecording _recording;

    private ShownRecording(ViewedRecording recording, ViewerServer server, Chromium browser) => (_recording, Server, Browser) = (recording, server, browser);

    public ViewerServer Server { get; }

    public Chromium Browser { get; }

    /// <summary>Opens files, and waits until what is in view is drawn.</summary>
    public static async Task<ShownRecording> Open(
        string[] paths, string? labels = null, string link = "", int width = 1280, int height = 800, string scheme = "dark", string? cache = null)
    {
        var recording = ViewedRecording.Open(paths, FileOrder.AsGiven);
        ViewerServer server = ViewerServer.Start(recording, new ViewerOptions { Paths = paths, Labels = labels, Cache = cache });
        var shown = new ShownRecording(recording, server, await Chromium.Start(width, height, scheme));
        await shown.Browser.Open(server.Address + link);
        await shown.IsReady();
        return shown;
    }

    /// <summary>Waits until all tiles in view are there and drawn.</summary>
    public async Task IsReady()
    {
        // The page says at every drawing what it waits for: what was asked of it before is drawn first.
        await Browser.Run(Drawing);
        await Browser.Until("document.body.dataset.state === 'ready' && viewer.spectrograms.waiting === 0 && viewer.spectrograms.refining === 0");
        await Browser.Run(Drawing);
    }

    public Task<JsonNode?> Run(string expression) => Browser.Run(expression);

    public async Task<double> Number(string expression) => (await Browser.Run(expression))!.GetValue<double>();

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        Server.Dispose();
        _recording.Dispose();
    }
}
