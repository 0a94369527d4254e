namespace AudioIO.Tests.Flac;

/// <summary>Where a frame is guessed to be between places that are known, and how far off that may be.</summary>
public class FlacCurveTests
{
    [Fact]
    public void Where_all_stretches_are_alike_a_guess_is_on_the_line_and_hardly_off()
    {
        FlacGuess guess = FlacCurve.At(1500, Place(0, 5), Place(1000, 5), Place(2000, 5), Place(3000, 5));
        Assert.Equal(7500, guess.Position);
        Assert.InRange(guess.Slack, 1, 5000 / 100);
    }

    [Fact]
    public void Bytes_that_rise_evenly_faster_are_guessed_to_the_byte()
    {
        FlacAnchor[] places = [.. Enumerable.Range(0, 4).Select(i => new FlacAnchor(Square(i * 1000), i * 1000))];
        foreach (long frame in (long[])[1000, 1001, 1300, 1500, 1999, 2000])
        {
            FlacGuess guess = FlacCurve.At(frame, places[0], places[1], places[2], places[3]);
            Assert.InRange(guess.Position, Square(frame) - 1, Square(frame) + 1);
        }

        static long Square(long frame) => (frame * frame / 10) + (40 * frame);
    }

    [Fact]
    public void The_more_the_stretches_differ_the_farther_off_a_guess_may_be_and_nowhere_at_a_place_that_is_known()
    {
        FlacAnchor low = Place(1000, 5), high = Place(2000, 5);
        long last = -1;
        foreach (int steeper in (int[])[0, 1, 3, 10])
        {
            FlacGuess guess = FlacCurve.At(1500, Place(0, 5), low, high, new FlacAnchor(high.Position + (1000 * (5 + steeper)), 3000));
            Assert.True(guess.Slack > last);
            last = guess.Slack;
        }
        Assert.Equal(new FlacGuess(low.Position, 0), FlacCurve.At(1000, Place(0, 9), low, high, Place(3000, 9)));
        Assert.Equal(new FlacGuess(high.Position, 0), FlacCurve.At(2000, Place(0, 9), low, high, Place(3000, 9)));
    }

    [Fact]
    public void Without_neighbours_a_guess_may_be_farther_off_than_with_one_that_is_alike()
    {
        FlacAnchor low = Place(1000, 5), high = Place(2000, 5);
        Assert.True(FlacCurve.At(1500, low, low, high, high).Slack > FlacCurve.At(1500, Place(0, 5), low, high, high).Slack);
    }

    [Fact]
    public void A_guess_stays_between_the_places_whatever_its_neighbours_say()
    {
        FlacAnchor low = Place(1000, 5), high = Place(2000, 5);
        foreach (long frame in (long[])[0, 1000, 1250, 1500, 1750, 2000, 5000])
        {
            foreach ((long before, long after) in ((long, long)[])[(0, 1_000_000_000), (4999, 10_001), (0, 10_001)])
            {
                FlacGuess guess = FlacCurve.At(frame, new FlacAnchor(before, 0), low, high, new FlacAnchor(after, 2001));
                Assert.InRange(guess.Position, low.Position, high.Position);
                Assert.InRange(guess.Slack, 0, high.Position - low.Position);
            }
        }
        Assert.Equal(low.Position, FlacCurve.At(1000, low, low, low, low).Position);
    }

    private static FlacAnchor Place(long frame, long bytesPerFrame) => new(frame * bytesPerFrame, frame);
}
