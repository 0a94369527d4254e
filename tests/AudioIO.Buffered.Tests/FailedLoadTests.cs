namespace AudioIO.Tests;

public class FailedLoadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failed_move_leaves_the_window_empty_and_the_next_access_loads_again(bool failsShort)
    {
        CountingArray<int> a = Recording(failsShort);
        a.UpdateBuffer(100, 110);
        long version = a.Version;
        a.FailuresToCome = 1;
        Assert.Throws<IOException>(() => a.View(150, 100).FrameCount);
        Assert.True(a.Buffer.IsEmpty);
        Assert.True(a.Version > version);
        Assert.Equal(Enumerable.Range(150, 100), a.View(150, 100).Span.ToArray());
    }

    [Fact]
    public void When_the_second_of_two_gaps_fails_nothing_of_the_first_is_kept()
    {
        CountingArray<int> a = Recording(false);
        a.MoveBuffer(400, 100);
        a.FailAfter = 1;
        a.FailuresToCome = 1;
        Assert.Throws<IOException>(() => a.MoveBuffer(300, 300));
        Assert.True(a.Buffer.IsEmpty);
        a.MoveBuffer(300, 300);
        Assert.Equal(Enumerable.Range(300, 300), a.Buffer.ToArray());
    }

    [Fact]
    public void A_failed_random_access_leaves_the_window_and_a_view_of_it_alone()
    {
        CountingArray<int> a = Recording(true);
        FrameSpan<int> view = a.View(100, 50);
        a.FailuresToCome = 3;
        Assert.Throws<IOException>(() => a[700, 0]);
        Assert.Throws<IOException>(() => a[700..720]);
        Assert.Throws<IOException>(() => a[200..900]);
        Assert.Equal(Enumerable.Range(100, 50), view.Span.ToArray());
        Assert.Equal(700, a[700, 0]);
        Assert.Equal(719, a[700..720][19, 0]);
        Assert.Equal(899, a[200..900][699, 0]);
    }

    [Fact]
    public void A_failed_reload_shows_nothing_of_before()
    {
        CountingArray<int> a = Recording(false);
        a.UpdateBuffer(100, 110);
        a.FailuresToCome = 1;
        Assert.Throws<IOException>(a.ReloadBuffer);
        Assert.True(a.Buffer.IsEmpty);
        Assert.Equal(105, a[105, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(10_000)]
    public void Sound_frames_are_read_however_near_they_are_to_damage(int bufferFrames)
    {
        foreach (Func<DamagedArray, long, int> read in new Func<DamagedArray, long, int>[]
                 {
                     (a, frame) => a[frame, 0], (a, frame) => a.View(frame, 1)[0, 0], (a, frame) => a.Frame(frame)[0],
                     (a, frame) => a.Strided(frame, frame + 1).Single(),
                 })
        {
            var forward = new DamagedArray(bufferFrames);
            var backward = new DamagedArray(bufferFrames);
            for (long i = 0; i < DamagedArray.Length; i++)
            {
                long frame = i;
                Check(forward, frame);
                Check(backward, DamagedArray.Length - 1 - frame);
            }

            void Check(DamagedArray a, long frame)
            {
                if (DamagedArray.IsDamaged(frame)) Assert.Throws<DamageException>(() => read(a, frame));
                else Assert.Equal(frame, read(a, frame));
            }
        }
    }

    [Fact]
    public void Blocks_are_delivered_up_to_the_one_that_touches_damage_at_the_cost_of_few_loads()
    {
        var a = new DamagedArray(bufferFrames: 1000);
        long next = 0;
        Assert.Throws<DamageException>(() =>
        {
            foreach (FrameSpan<int> block in a.Blocks(10, overlap: 5))
            {
                Assert.Equal(Enumerable.Range((int)next, 10), block.Span.ToArray());
                next += 5;
            }
        });
        Assert.Equal(DamagedArray.FirstDamaged - 5, next);
        Assert.InRange(a.Loads, 1, 60);
    }

    private sealed class DamagedArray(int bufferFrames) : BufferedArray<int>(1000, Length, 1, bufferFrames)
    {
        public const int Length = 1000;
        public const int FirstDamaged = 400;

        public int Loads { get; private set; }

        public static bool IsDamaged(long frame) => frame is >= FirstDamaged and < 410;

        protected override void LoadBuffer(long offset, Span<int> buffer)
        {
            Loads++;
            for (int i = 0; i < buffer.Length; i++)
                buffer[i] = IsDamaged(offset + i) ? throw new DamageException(FirstDamaged, 10) : (int)offset + i;
        }
    }

    private static CountingArray<int> Recording(bool failsShort) => new(1000, [1], (frame, _) => (int)frame) { FailsShort = failsShort };
}
