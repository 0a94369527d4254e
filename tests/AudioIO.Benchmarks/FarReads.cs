using System.Diagnostics;

namespace AudioIO.Benchmarks;

/// <summary>
/// Recordings behind 50 ms and a line of 50 MB/s. Why: what is far away costs trips, and the library has to keep the line busy when somebody
/// reads on. Not said: what a real store adds, TLS, and lines that lose packets. Waiting is most of the time, so that a busy machine hardly
/// shows; in reading on it does, once decoding takes as long as the line.
/// </summary>
internal static class FarReads
{
    private const double BytesPerSecond = 50e6;

    private const int SequentialSeconds = 1200;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Result> Short()
    {
        string wave = Recordings.TwoHours;
        (string Name, string Path)[] files =
        [
            ("WAV", wave), ("FLAC", Recordings.Flac(wave)), ("FLAC without seek table", Recordings.Flac(wave, seekTable: false)),
        ];
        foreach ((string name, string path) in files)
        {
            Jump(path, 0.2);
            (double opening, double first, int requests, double bytes) = Jump(path, 0.5);
            yield return new Result($"far, {name}: opening ({opening * 1e3:0} ms)", "delays of 50 ms", opening / Delay.TotalSeconds, 1.5, false);
            yield return new Result(
                $"far, {name}: opening and 10 s in the middle ({(opening + first) * 1e3:0} ms, {requests} requests, {bytes / 1e6:0.00} MB)",
                "delays of 50 ms", (opening + first) / Delay.TotalSeconds, 4, false);
        }
        foreach ((string name, string path) in files[..2])
        {
            (double seconds, double bytes, int atOnce) = ReadOn(path);
            yield return new Result(
                $"far, {name}: 20 min read on ({seconds:0.0} s, {bytes / 1e6:0} MB, {atOnce} requests at once)", "the line", bytes / BytesPerSecond / seconds, 0.85, true);
        }
    }

    private static (double Opening, double First, int Requests, double Bytes) Jump(string path, double place)
    {
        using var server = new DistantServer(path, Delay, BytesPerSecond);
        long begun = Stopwatch.GetTimestamp();
        using AudioSource source = AudioLoader.OpenSource(server.Address);
        double opening = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        begun = Stopwatch.GetTimestamp();
        source.Read((long)(place * source.Frames), new float[(int)(10 * source.Rate) * source.Channels].AsSpan());
        return (opening, Stopwatch.GetElapsedTime(begun).TotalSeconds, server.Requests, server.BytesSent);
    }

    private static (double Seconds, double Bytes, int AtOnce) ReadOn(string path)
    {
        using var server = new DistantServer(path, Delay, BytesPerSecond);
        using AudioLoader<float> data = AudioLoader.Open<float>(server.Address);
        long stop = (long)(SequentialSeconds * data.Rate);
        long begun = Stopwatch.GetTimestamp(), bytes = server.BytesSent;
        foreach (FrameSpan<float> block in data.Blocks(1 << 16, 0, 0, stop)) _ = block[0, 0];
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds, server.BytesSent - bytes, server.MostAtOnce);
    }
}
