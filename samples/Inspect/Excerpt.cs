using AudioIO.Samples.Terminal;
using Spectre.Console;

namespace AudioIO.Samples.Inspect;

/// <summary>A range that is to be written into a file of its own.</summary>
/// <param name="From">Where it begins; null for the beginning of the recording.</param>
/// <param name="To">The place after it; null for the end of the recording.</param>
/// <param name="Path">Path of the file.</param>
internal sealed record Excerpt(FrameSpec? From, FrameSpec? To, string Path)
{
    /// <summary>Reads a range <c>from..to</c>, of which either may be left out.</summary>
    /// <param name="range">What was typed.</param>
    /// <param name="path">Path of the file.</param>
    /// <returns>Null where the text is no range.</returns>
    public static Excerpt? TryParse(string range, string path)
    {
        int dots = range.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return null;
        (string from, string to) = (range[..dots], range[(dots + 2)..]);
        FrameSpec start = default, stop = default;
        if (from.Length > 0 && !FrameSpec.TryParse(from, out start)) return null;
        if (to.Length > 0 && !FrameSpec.TryParse(to, out stop)) return null;
        return new Excerpt(from.Length > 0 ? start : null, to.Length > 0 ? stop : null, path);
    }

    /// <summary>Writes the range, and says what was written.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="output">Where it is said.</param>
    /// <param name="console">Where progress is shown.</param>
    /// <exception cref="UsageException">The range does not lie within the recording, or the user broke off.</exception>
    public void Write(AudioSource recording, TextWriter output, IAnsiConsole console)
    {
        long start = From?.In(recording) ?? 0, stop = To?.In(recording) ?? recording.Frames;
        if (start > stop || stop > recording.Frames)
        {
            throw new UsageException(
                $"--export: frames {start} to {stop} do not lie within the recording of {recording.Frames} frames, " +
                $"which lasts {TimeText.Format(recording.Frames / recording.Rate, 3)}.");
        }
        using var broken = new CancellationTokenSource();
        ConsoleCancelEventHandler breakOff = (_, e) =>
        {
            // Not at once: first nothing of the file is left behind.
            e.Cancel = true;
            broken.Cancel();
        };
        Console.CancelKeyPress += breakOff;
        try
        {
            ExportReport report = ProgressDisplay.Run(
                console, "Exporting", progress => recording.Export(Path, start, stop - start, null, progress, broken.Token));
            output.WriteLine(FormattableString.Invariant(
                $"{Path}: {report.Frames} frames ({TimeText.Format(report.Frames / recording.Rate, 3)}) from frame {start}."));
            foreach (Diagnostic entry in report.Diagnostics) output.WriteLine($"{entry.Kind}: {entry.Message}");
        }
        catch (OperationCanceledException)
        {
            throw new UsageException("The export was broken off; nothing was written.");
        }
        finally
        {
            Console.CancelKeyPress -= breakOff;
        }
    }
}
