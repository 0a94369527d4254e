using System.Buffers;

namespace AudioIO.Tests;

/// <summary>What must not be done with an array, and says so.</summary>
public class MisuseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_second_thread_is_told_while_the_first_one_loads()
    {
        using var loading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var a = new CallingArray((_, _) =>
        {
            loading.Set();
            goOn.Wait(Patience);
        });
        Task<float> first = Task.Run(() => a[500, 0]);
        Assert.True(loading.Wait(Patience));
        foreach (Action<CallingArray> use in Uses)
        {
            string message = Assert.Throws<InvalidOperationException>(() => use(a)).Message;
            Assert.Contains("one thread at a time", message, StringComparison.Ordinal);
            Assert.Contains("array.Signal.Buffered()", message, StringComparison.Ordinal);
        }
        goOn.Set();
        Assert.Equal(500, await first);
        Assert.Equal(700, a[700, 0]);
    }

    [Fact]
    public void A_LoadBuffer_that_uses_its_own_array_is_told()
    {
        foreach (Action<CallingArray> use in Uses)
        {
            var a = new CallingArray((array, _) => use(array));
            Assert.Contains("its own LoadBuffer", Assert.Throws<InvalidOperationException>(() => a.View(500, 10).FrameCount).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => a[500, 0]);
            Assert.Throws<InvalidOperationException>(() => a.Read(0, 1000));
        }
    }

    [Fact]
    public async Task Values_in_the_window_are_read_while_another_thread_loads_aside()
    {
        using var loading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var a = new CallingArray((_, offset) =>
        {
            if (offset < 500) return;
            loading.Set();
            goOn.Wait(Patience);
        });
        a.UpdateBuffer(0, 100);
        Task<float> first = Task.Run(() => a[500, 0]);
        Assert.True(loading.Wait(Patience));
        Assert.Equal((50, 51), (a[50, 0], a.View(51, 10)[0, 0]));
        goOn.Set();
        Assert.Equal(500, await first);
    }

    [Fact]
    public void After_a_failure_the_array_is_free_again()
    {
        bool fails = true;
        var a = new CallingArray((_, _) =>
        {
            if (fails) throw new IOException("The share is gone.");
        });
        foreach (Action<CallingArray> use in Uses.Take(8)) Assert.Throws<IOException>(() => use(a));
        fails = false;
        foreach (Action<CallingArray> use in Uses) use(a);
    }

    [Fact]
    public async Task An_array_is_disposed_while_another_thread_loads()
    {
        using var loading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var a = new CallingArray((_, _) =>
        {
            loading.Set();
            goOn.Wait(Patience);
        });
        Task<float> first = Task.Run(() => a.View(500, 50)[0, 0]);
        Assert.True(loading.Wait(Patience));
        a.Dispose();
        goOn.Set();
        Assert.Equal(500, await first);
        Assert.True(a.Buffer.IsEmpty);
        foreach (int frame in (int[])[525, 700]) Assert.Throws<ObjectDisposedException>(() => a[frame, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_source_that_decodes_no_frame_at_once_is_refused(int framesPerUnit)
    {
        var a = new CountingArray<int>(1000, [1], (frame, _) => (int)frame, framesPerUnit: framesPerUnit);
        foreach (Action use in (Action[])[() => _ = a[5, 0], () => _ = a.View(5, 10).FrameCount, () => _ = a[..], () => _ = a.Strided(0, 100, 3)])
        {
            string message = Assert.Throws<InvalidOperationException>(use).Message;
            Assert.Contains($"{framesPerUnit} frames at once (FramesPerUnit)", message, StringComparison.Ordinal);
        }
        Assert.Equal(0, a.Loads);
    }

    [Fact]
    public void A_failure_that_is_no_damage_is_thrown_at_once_and_the_source_asked_once()
    {
        var a = new CountingArray<int>(100_000, [1], (frame, _) => (int)frame, bufferFrames: 1000);
        foreach (Action use in (Action[])
                 [
                     () => _ = a[5000, 0], () => _ = a.View(5000, 10).FrameCount, () => a.UpdateBuffer(5000, 5010), () => _ = a[5000..50_000, 0],
                     () => _ = a[5000..90_000], () => _ = a.Frame(5000).Length, () => { foreach (FrameSpan<int> block in a.Blocks(10)) Assert.Fail($"{block.FrameCount}"); },
                 ])
        {
            a.ForgetCounts();
            a.FailuresToCome = 100;
            Assert.Throws<IOException>(use);
            Assert.Equal(1, a.Loads);
            a.FailuresToCome = 0;
        }
    }

    [Fact]
    public void No_channels_of_more_than_2_to_the_31_frames_are_an_empty_tensor()
    {
        long frames = 1L << 40;
        var a = new CountingArray<int>(frames, [4], (frame, _) => (int)frame);
        Assert.Equal([(nint)frames, 0], a[.., 0..0].Lengths.ToArray());
        Assert.Equal([(nint)frames - 1, 0], a[NRange.StartAt(1), 4..].Lengths.ToArray());
        Assert.Equal(0, a.Loads);
    }

    private static IEnumerable<Action<CallingArray>> Uses =>
    [
        a => _ = a[700, 0],
        a => _ = a[700..720],
        a => _ = a[700..720, 0],
        a => _ = a.View(700, 10).FrameCount,
        a => _ = a.Frame(700).Length,
        a => a.UpdateBuffer(700, 710),
        a => a.MoveBuffer(700, 10),
        a => _ = a.Read(0, 1000),
        a => a.AllocateBuffer(),
        a => a.Forget(),
    ];

    /// <summary>1000 frames that count, of which 100 are in the window; whatever it loads, it calls something first.</summary>
    private sealed class CallingArray(Action<CallingArray, long> call) : BufferedArray<float>(1000, 1000, 1, bufferFrames: 100)
    {
        private bool _isCalling;

        public void Forget() => ReleaseBuffer();

        protected override void LoadBuffer(long offset, Span<float> buffer)
        {
            if (_isCalling) Assert.Fail("It was asked to load while it loads.");
            _isCalling = true;
            try
            {
                call(this, offset);
            }
            finally
            {
                _isCalling = false;
            }
            for (int i = 0; i < buffer.Length; i++) buffer[i] = offset + i;
        }
    }
}
