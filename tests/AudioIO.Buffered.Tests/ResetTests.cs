namespace AudioIO.Tests;

/// <summary>Arrays that are opened after they were made, or change their shape while they are used.</summary>
public class ResetTests
{
    [Fact]
    public void An_array_is_opened_after_it_was_made()
    {
        var a = new Spectrogram();
        Assert.Equal((0, 0), (a.Frames, a.Window.FrameCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0, 0]);
        long version = a.Version;
        a.Open(1000, 2, 3);
        Assert.Equal((1000, 2, 6, 250.0), (a.Frames, a.Channels, a.ValuesPerFrame, a.Rate));
        Assert.Equal([1000, 2, 3], a.Shape.ToArray());
        Assert.Equal([true, true], a.BufferChanged.ToArray());
        Assert.True(a.Version > version);
        Assert.Equal(Spectrogram.ValueAt(500, 1, 2), a[500, 1, 2]);
        Assert.Equal((100, 40), (a.BufferFrames, a.BackFrames));
    }

    [Fact]
    public void Another_shape_empties_every_memory_and_sets_the_flags_that_a_consumer_may_hold()
    {
        var a = new Spectrogram();
        a.Open(1000, 2, 3);
        a.UpdateBuffer(500, 510);
        _ = (a[700, 0, 0], a[..].FlattenedLength);
        Span<bool> flags = a.BufferChanged;
        flags.Clear();
        long version = a.Version;
        a.Open(2000, 2, 5);
        Assert.Equal([true, true], flags.ToArray());
        Assert.True(a.Version > version);
        Assert.True(a.Buffer.IsEmpty);
        foreach (int frame in (int[])[505, 700, 20, 1999])
            Assert.Equal(Spectrogram.ValueAt(frame, 1, 4), a[frame, 1, 4]);
        Assert.Equal(10, a[500].Length);
        a.Open(2000, 3, 5);
        Assert.Equal([true, true, true], a.BufferChanged.ToArray());
    }

    [Fact]
    public void A_shape_that_cannot_be_leaves_the_array_as_it_was()
    {
        var a = new Spectrogram();
        a.Open(1000, 2, 3);
        a.UpdateBuffer(500, 510);
        long version = a.Version;
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Open(-1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Open(1000, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Open(long.MaxValue, 2, 3));
        Assert.Equal([1000, 2, 3], a.Shape.ToArray());
        Assert.Equal((version, 100), (a.Version, a.Window.FrameCount));
        Assert.Equal(Spectrogram.ValueAt(505, 1, 2), a[505, 1, 2]);
    }

    [Fact]
    public void Loops_that_were_begun_with_another_shape_say_so()
    {
        foreach (Action<Spectrogram, Action> loop in (Action<Spectrogram, Action>[])[EachBlock, EachFrame])
        {
            var a = new Spectrogram();
            a.Open(1000, 2, 3);
            string message = Assert.Throws<InvalidOperationException>(() => loop(a, () => a.Open(1000, 2, 5))).Message;
            Assert.Contains("another shape", message, StringComparison.Ordinal);
            // As long as it has the shape it had, a loop goes on.
            loop(a, () => { });
        }

        static void EachBlock(Spectrogram a, Action then)
        {
            foreach (FrameSpan<float> block in a.Blocks(70))
            {
                Assert.Equal(Spectrogram.ValueAt(block.StartFrame, 0, 0), block[0, 0, 0]);
                if (block.StartFrame == 140) then();
            }
        }

        static void EachFrame(Spectrogram a, Action then)
        {
            int frame = 0;
            foreach (ReadOnlySpan<float> values in a)
            {
                Assert.Equal(Spectrogram.ValueAt(frame, 0, 0), values[0]);
                if (frame++ == 140) then();
            }
        }
    }

    [Fact]
    public async Task What_stands_on_the_signal_of_another_shape_says_so()
    {
        var a = new Spectrogram();
        a.Open(1000, 2, 3);
        Signal<float> before = a.Signal;
        using BufferedArray<float> over = before.Buffered(10);
        IAsyncEnumerable<OwnedBlock<float>> blocks = a.BlocksAsync(100);
        a.Open(1000, 2, 5);
        Assert.Throws<InvalidOperationException>(() => before.Read(0, new float[6]));
        Assert.Throws<InvalidOperationException>(() => over[500, 0, 0]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (OwnedBlock<float> block in blocks) Assert.Fail($"{block.StartFrame}");
        });
        Assert.Equal([1000, 2, 5], a.Signal.GetShape());
        Assert.NotSame(before, a.Signal);
        var frame = new float[10];
        a.Signal.Read(7, frame);
        Assert.Equal(Spectrogram.ValueAt(7, 1, 4), frame[9]);
    }

    [Fact]
    public void An_array_over_a_signal_has_the_shape_of_that()
    {
        using var signal = new CountingSignal<float>(new float[30], channels: 3);
        using var a = new OverSignal(signal);
        Assert.Throws<InvalidOperationException>(a.Reshape);
        Assert.Equal([10, 3], a.Shape.ToArray());
    }

    private sealed class OverSignal(Signal<float> signal) : BufferedArray<float>(signal, bufferFrames: 10)
    {
        public void Reshape() => Reset(1, 5, [1]);

        protected override void LoadBuffer(long offset, Span<float> buffer) => Signal.Read(offset, buffer);
    }

    /// <summary>A live spectrogram: nothing at first, then whatever its owner makes of it.</summary>
    private sealed class Spectrogram() : BufferedArray<float>(rate: 1, frames: 0, channels: 1, bufferFrames: 100, backFrames: 40)
    {
        public static float ValueAt(long frame, int channel, int frequency) => frame * 100 + channel * 10 + frequency;

        public void Open(long frames, int channels, int frequencies) => Reset(250, frames, [channels, frequencies]);

        protected override void LoadBuffer(long offset, Span<float> buffer)
        {
            int frequencies = ValuesPerFrame / Channels;
            for (int i = 0; i < buffer.Length; i++)
            {
                int inFrame = i % ValuesPerFrame;
                buffer[i] = ValueAt(offset + i / ValuesPerFrame, inFrame / frequencies, inFrame % frequencies);
            }
        }
    }
}
