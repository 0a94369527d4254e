using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>Opening a two-hour recording, its length measured and not believed, from the page cache. The target is an absolute 1 ms.</summary>
[MemoryDiagnoser]
public class Opening
{
    [Benchmark(Baseline = true)]
    public long Wave() => Frames(Recordings.TwoHours);

    [Benchmark]
    public long Flac() => Frames(Recordings.Flac(Recordings.TwoHours));

    [Benchmark]
    public long FlacWithoutSeekTable() => Frames(Recordings.Flac(Recordings.TwoHours, seekTable: false));

    internal static IEnumerable<Result> Short()
    {
        var benchmark = new Opening();
        yield return Milliseconds("Open two hours of WAV, ms", benchmark.Wave);
        yield return Milliseconds("Open two hours of FLAC, ms", benchmark.Flac);
        yield return Milliseconds("Open two hours of FLAC without seek table, ms", benchmark.FlacWithoutSeekTable);
    }

    private static Result Milliseconds(string what, Func<long> open)
    {
        double[] times = new double[101];
        for (int i = 0; i < times.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            open();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return new Result(what, "1 ms", times[times.Length / 2], 1, AtLeast: false);
    }

    private static long Frames(string path)
    {
        using AudioLoader<float> array = AudioLoader.Open(path);
        return array.Frames;
    }
}
