namespace AudioIO.Tests.Derived;

/// <summary>What a program derives itself.</summary>
public class OwnSignalTests
{
    [Fact]
    public void A_gain_is_ten_lines()
    {
        using var source = new Recording<short>([1, -2, 3, -4], 2);
        using var signal = new Doubled(source);
        var values = new int[4];
        signal.Read(0, values);
        Assert.Equal([2, -4, 6, -8], values);
    }

    [Fact]
    public void A_detector_is_thirty_lines_and_has_the_same_onsets_in_every_window()
    {
        float[] clicks = new float[200_000];
        int[] places = [0, 5, 1000, 16_383, 16_384, 90_000, 90_010, 199_999];
        foreach (int place in places) clicks[place] = 1;
        using var source = new Recording<float>(clicks);
        using var onsets = new Onsets(source, threshold: 0.5f, dead: 100);
        int[] expected = [0, 1000, 16_383, 90_000, 199_999];
        for (int window = 1; window <= 200_000; window = (window * 7) + 1)
        {
            var found = new List<int>();
            var values = new byte[window];
            for (int start = 200_000 - window; start > -window; start -= window)
            {
                int from = Math.Max(0, start);
                Span<byte> part = values.AsSpan(0, start + window - from);
                onsets.Read(from, part);
                for (int i = 0; i < part.Length; i++)
                {
                    if (part[i] == 1) found.Add(from + i);
                }
                if (window < 10 && found.Count > 0) break;
            }
            if (window >= 10) Assert.Equal(expected, found.Order());
            else Assert.Equal([199_999], found);
        }
    }

    [Fact]
    public void What_needs_more_than_memory_holds_says_how_much()
    {
        using var source = new Recording<float>(new float[10]);
        using var signal = new Needy(source, new FrameRange(0, 1L << 40));
        string message = Assert.Throws<InvalidOperationException>(() => signal.Read(3, new float[1])).Message;
        Assert.Contains("1099511627776", message, StringComparison.Ordinal);
        Assert.Contains(nameof(Needy), message, StringComparison.Ordinal);
        using var backward = new Needy(source, new FrameRange(5, 4));
        Assert.Throws<InvalidOperationException>(() => backward.Read(3, new float[1]));
    }

    [Fact]
    public void What_was_not_asked_for_is_not_there()
    {
        using var source = new Recording<float>([1, 2, 3, 4, 5]);
        using var signal = new Needy(source, new FrameRange(-1, 2));
        var values = new float[1];
        signal.Read(0, values);
        // Zero before the beginning.
        Assert.Equal(0, values[0]);
        using var greedy = new Needy(source, new FrameRange(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => greedy.Read(0, values));
    }

    [Fact]
    public void Null_is_no_source()
    {
        Assert.Throws<ArgumentNullException>(() => new Doubled(null!));
        Assert.Throws<ArgumentNullException>(() => ((Signal<float>)null!).Gain(2));
    }

    private sealed class Doubled(Signal<short> source) : DerivedSignal<short, int>(source)
    {
        protected override FrameRange Needs(FrameRange output) => output;

        protected override void Compute(SourceFrames<short> source, FrameRange output, Span<int> destination)
        {
            for (int i = 0; i < destination.Length; i++) destination[i] = 2 * source.Span[i];
        }
    }

    /// <summary>1 where a value exceeds the threshold for the first time in a while.</summary>
    private sealed class Onsets(Signal<float> source, float threshold, int dead) : DerivedSignal<float, byte>(source)
    {
        protected override FrameRange Needs(FrameRange output) => new(output.Start - dead, output.Stop);

        protected override void Compute(SourceFrames<float> source, FrameRange output, Span<byte> destination)
        {
            long last = long.MinValue / 2;
            for (long frame = source.StartFrame; frame < output.Stop; frame++)
            {
                bool isAbove = source[frame, 0] > threshold;
                if (frame >= output.Start) destination[(int)(frame - output.Start)] = (byte)(isAbove && frame - last > dead ? 1 : 0);
                if (isAbove) last = frame;
            }
        }
    }

    /// <summary>The first frame before the one asked for.</summary>
    private sealed class Needy(Signal<float> source, FrameRange needs) : DerivedSignal<float, float>(source)
    {
        protected override FrameRange Needs(FrameRange output) => needs;

        protected override void Compute(SourceFrames<float> source, FrameRange output, Span<float> destination) =>
            destination[0] = source[output.Start - 1, 0];
    }
}
