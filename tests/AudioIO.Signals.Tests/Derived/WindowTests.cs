using System.Globalization;
using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Derived;

/// <summary>
/// A value is a function of its position: whatever is asked for, all bits are those of the whole recording computed at once. A run takes
/// 1000 windows of every kind, twenty thousand together; AUDIOIO_WINDOWS in the environment is another number, as 50 000 for a million.
/// </summary>
public class WindowTests
{
    private const int Frames = 150_000;

    private static readonly int Windows =
        int.Parse(Environment.GetEnvironmentVariable("AUDIOIO_WINDOWS") ?? "1000", CultureInfo.InvariantCulture);

    private static readonly long[] Breaks = [20_000, 20_001, 90_000];

    public static TheoryData<string> Names => [.. Kinds.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_windows_in_any_order_on_any_thread_after_any_failure_have_the_same_bits(string name)
    {
        float[] noise = Kinds.Noise(Frames, 1);
        using var whole = new Recording<float>(noise, 2, 8000, Breaks);
        using Signal<float> reference = Kinds.All[name](whole);
        float[] expected = Kinds.ReadAll(reference);

        using var source = new Recording<float>(noise, 2, 8000, Breaks) { FailEvery = 13 };
        using Signal<float> signal = Kinds.All[name](source);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed =>
        {
            var random = new Random(seed);
            long near = 0;
            for (int i = 0; i < Windows / 4; i++)
            {
                // Half of them close to the one before.
                if (random.Next(2) == 0) near = random.NextInt64(signal.Frames);
                long start = Math.Min(near + random.Next(50), signal.Frames - 1);
                int count = (int)Math.Min(signal.Frames - start, 1 + random.Next(1 << random.Next(15)));
                var values = new float[count * signal.ValuesPerFrame];
                Array.Fill(values, float.NaN);
                ReadThroughFailures(signal, start, values);
                Bitwise.Same(
                    expected.AsSpan((int)start * signal.ValuesPerFrame, values.Length), values, $"{count} frames from {start}, seed {seed}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Windows_of_every_size_have_the_same_bits(string name)
    {
        float[] noise = Kinds.Noise(60_000, 2);
        using var source = new Recording<float>(noise, 2, 8000, 30_000);
        using Signal<float> signal = Kinds.All[name](source);
        float[] expected = Kinds.ReadAll(signal);
        foreach (int bufferFrames in (int[])[0, 100, 5000, 1 << 20])
        {
            using BufferedArray<float> array = signal.Buffered(bufferFrames, bufferFrames / 3);
            int step = Math.Max(1, (int)(signal.Frames / 61));
            foreach (bool isForward in (bool[])[true, false])
            {
                for (long i = 0; i < signal.Frames; i += step)
                {
                    long frame = isForward ? i : signal.Frames - 1 - i;
                    Bitwise.Same(
                        expected.AsSpan((int)frame * signal.ValuesPerFrame, signal.ValuesPerFrame), array[frame], $"frame {frame}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_allocates_nothing_in_a_steady_state(string name)
    {
        using var source = new Recording<float>(Kinds.Noise(60_000, 3), 2);
        using Signal<float> signal = Kinds.All[name](source);
        var values = new float[20 * signal.ValuesPerFrame];
        void ReadSome()
        {
            for (long start = 0; start <= signal.Frames - 20; start += 1 + (signal.Frames / 40)) signal.Read(start, values);
        }

        ReadSome();
        Assert.Equal(0, Allocations.Least(ReadSome));
    }

    private static void ReadThroughFailures(Signal<float> signal, long start, float[] values)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                signal.Read(start, values);
                return;
            }
            catch (IOException)
            {
                // Asked again, as a program would.
            }
        }
        Assert.Fail("A read in thirteen fails, and this one a hundred times.");
    }
}
