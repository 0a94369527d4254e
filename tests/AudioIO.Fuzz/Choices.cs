namespace AudioIO.Fuzz;

/// <summary>
/// What is chosen at random for an input, by its bytes alone: an input is all that it takes to see a finding again. Also, how much is looked at:
/// an input that takes a way of its own, one of the corpus and one that is replayed are looked at in every way there is; of the millions that
/// take the ways of others, each in some.
/// </summary>
internal sealed class Choices : Random
{
    private readonly bool _isThorough;

    public Choices(ReadOnlySpan<byte> input, bool isThorough)
        : this(HashOf(input), isThorough)
    {
    }

    private Choices(int seed, bool isThorough)
        : base(seed) => _isThorough = isThorough;

    /// <summary>True for one input in so many, and for every one that is looked at thoroughly.</summary>
    /// <param name="count">One in how many.</param>
    /// <param name="choices">The choices of what is then looked at, the same however much else is.</param>
    public bool OneIn(int count, out Choices choices)
    {
        choices = new Choices(Next(), _isThorough);
        return Next(count) == 0 || _isThorough;
    }

    /// <summary>As <see cref="OneIn(int, out Choices)"/>, where nothing further is chosen.</summary>
    public bool OneIn(int count) => Next(count) == 0 || _isThorough;

    /// <summary>FNV-1a.</summary>
    private static int HashOf(ReadOnlySpan<byte> input)
    {
        uint hash = 2166136261;
        foreach (byte value in input) hash = (hash ^ value) * 16777619;
        return (int)hash;
    }
}
