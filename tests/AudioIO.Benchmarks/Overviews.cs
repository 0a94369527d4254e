using System.Buffers;
using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// Filling an overview against decoding alone, on one thread; opening a finished one; views at every zoom. From the page cache; the overview's
/// file is made anew every time. The targets of opening and views are absolute ms.
/// </summary>
public class Overviews
{
    private const int Width = 1600, PieceValues = 1 << 16;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"audioio-overviews-{Environment.ProcessId}");
    private readonly float[] _piece = new float[PieceValues];

    [Params("stereo16.flac", "mono16.flac", "eight16.flac", "stereo24.flac", "stereo16.wav")]
    public string Name { get; set; } = "";

    private AudioSource _source = null!;
    private Signal<float> _signal = null!;

    [GlobalSetup]
    public void Setup()
    {
        string wave = Name.Split('.')[0] switch
        {
            "mono16" => Recordings.Mono16,
            "eight16" => Recordings.Eight16,
            "stereo24" => Recordings.Stereo24,
            _ => Recordings.Stereo16,
        };
        _source = AudioLoader.OpenSource(
            Name.EndsWith(".wav", StringComparison.Ordinal) ? wave : Recordings.Flac(wave), new AudioLoaderOptions { MaxDecodingThreads = 1 });
        _signal = _source.Signal<float>();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _signal.Dispose();
        _source.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public void Decode()
    {
        int unit = _source.FramesPerUnit, frames = Math.Max(1, PieceValues / _source.Channels / unit) * unit;
        for (long frame = 0; frame < _source.Frames; frame += frames)
            _source.Read(frame, _piece.AsSpan(0, (int)Math.Min(frames, _source.Frames - frame) * _source.Channels));
    }

    [Benchmark]
    public void Build()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        using Overview<float> overview = _signal.Overview(OverviewStore.Folder(_folder));
        overview.Build();
    }

    /// <summary>All columns of a spectrogram, as kept levels are made of them.</summary>
    [Benchmark]
    public void Columns()
    {
        using SpectrogramSignal<float> spectrogram = _signal.Spectrogram(1024, 512);
        int columns = Math.Max(1, PieceValues * 4 / spectrogram.ValuesPerFrame);
        float[] values = ArrayPool<float>.Shared.Rent(columns * spectrogram.ValuesPerFrame);
        for (long column = 0; column < spectrogram.Frames; column += columns)
            spectrogram.Read(column, values.AsSpan(0, (int)Math.Min(columns, spectrogram.Frames - column) * spectrogram.ValuesPerFrame));
        ArrayPool<float>.Shared.Return(values);
    }

    /// <summary>Levels of the same spectrogram, from 64 columns on.</summary>
    [Benchmark]
    public void Levels()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        using SpectrogramSignal<float> spectrogram = _signal.Spectrogram(1024, 512);
        using SpectrogramLevels levels = spectrogram.Levels(OverviewStore.Folder(_folder), keptFrom: 6);
        levels.Build();
    }

    internal static IEnumerable<Result> Short()
    {
        foreach (string name in new[] { "stereo16.flac", "mono16.flac", "eight16.flac", "stereo24.flac", "stereo16.wav" })
        {
            var benchmark = new Overviews { Name = name };
            benchmark.Setup();
            // WAV of 16 bits is read as fast as its floats are gone through once more: nothing but that is 0.82.
            double target = name.EndsWith(".wav", StringComparison.Ordinal) ? 0.5 : 0.88;
            yield return Compare.CpuSpeed($"overview of {name} filled", "decoding alone", target, benchmark.Build, benchmark.Decode, pairs: 15);
            if (name.StartsWith("stereo16", StringComparison.Ordinal))
                yield return Compare.CpuSpeed($"spectrogram levels of {name} filled", "the spectrogram alone", 0.8, benchmark.Levels, benchmark.Columns, pairs: 5);
            benchmark.Cleanup();
        }
        foreach (string path in new[] { Recordings.TwoHours, Recordings.Flac(Recordings.TwoHours) })
            foreach (Result result in Views(path)) yield return result;
    }

    private static IEnumerable<Result> Views(string path)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"audioio-views-{Environment.ProcessId}"), kind = Path.GetExtension(path)[1..].ToUpperInvariant();
        OverviewStore store = OverviewStore.Folder(folder);
        using AudioSource source = AudioLoader.OpenSource(path);
        using Signal<float> signal = source.Signal<float>();
        using Overview<float> overview = signal.Overview(store);
        overview.Build();
        yield return Milliseconds($"open a finished overview of two hours of {kind}, first view included, ms", 2, _ =>
        {
            using Overview<float> opened = signal.Overview(store);
            if (!opened.IsComplete || opened.Read(0, signal.Frames, Width).Count == 0) throw new InvalidOperationException("It is not there.");
        });
        foreach (double seconds in new[] { 0.1, 1, 9, 60, 600, 3600, 7200 })
        {
            long count = Math.Min(signal.Frames, (long)(seconds * signal.Rate));
            long[] starts = Compare.Positions(signal.Frames, (int)count, 101);
            yield return Milliseconds($"view of {seconds} s of {kind} in {Width} bins, ms", 2, i => overview.Read(starts[i], count, Width));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static Result Milliseconds(string what, double target, Action<int> action)
    {
        double[] times = new double[101];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                action(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }
        Array.Sort(times);
        return new Result(what, $"{target} ms", times[times.Length / 2], target, AtLeast: false);
    }
}
