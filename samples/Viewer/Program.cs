using System.Net;
using AudioIO.Samples.Spectrogram.Demo;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Viewer;

/// <summary>Shows a recording in the browser.</summary>
internal static class Program
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs the program until it is told to stop.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where the address goes.</param>
    /// <param name="error">Where progress and failures go.</param>
    /// <param name="stop">Ends the program, as Ctrl+C does.</param>
    /// <returns>0, or 1 after a failure.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken stop) =>
        Application.Run(new CommandLine().ToCommand(options => Show(options, output, error, stop)), args, output, error);

    private static int Show(ViewerOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (options.Paths.Count == 0) options = options with { Paths = [Demo(error)] };
        Task<ViewerServer> listening = Task.Run(() => ViewerServer.Listen(options));
        using ViewedRecording recording = Open(options, listening);
        using ViewerServer server = ViewerServer.Start(recording, options, listening);
        output.WriteLine($"{recording.Title}: {server.Address}");
        if (options.AllowRemote) output.WriteLine($"From other computers: {server.AddressOf(Dns.GetHostName())}");
        output.WriteLine(options.AllowRemote
            ? "Every computer that reaches this one and has the address can hear the recording and change its labels. Ctrl+C ends it."
            : "Only this computer can open it, and only with this address. Ctrl+C ends it.");
        output.Flush();
        server.WaitForShutdown(stop);
        return 0;
    }

    private static ViewedRecording Open(ViewerOptions options, Task<ViewerServer> listening)
    {
        try
        {
            return ViewedRecording.Open(options.Paths, options.Order);
        }
        catch
        {
            // What is wrong with the recording is what is told.
            listening.ContinueWith(made => made.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw;
        }
    }

    private static string Demo(TextWriter error)
    {
        string path = DemoRecording.DefaultPath;
        if (File.Exists(path)) return path;
        return ProgressDisplay.Run(Screen.On(error), "Making a demo recording", progress =>
        {
            DemoRecording.Write(path, DemoRecording.FullLength, progress);
            return path;
        });
    }
}
