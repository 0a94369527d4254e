namespace AudioIO.Tests.Spectra;

public class WindowFunctionTests
{
    private static readonly WindowFunction[] All =
    [
        WindowFunction.Hann, WindowFunction.Hamming, WindowFunction.Blackman, WindowFunction.BlackmanHarris, WindowFunction.Kaiser(6.5),
        WindowFunction.Rectangular,
    ];

    /// <summary>Of scipy 1.10.1: <c>scipy.signal.get_window(name, size)</c>, printed with repr.</summary>
    public static TheoryData<string, double[]> References => new()
    {
        { "Hann", [0.0, 1.0] },
        { "Hann", [0.0, 0.3454915028125263, 0.9045084971874737, 0.9045084971874737, 0.3454915028125263] },
        { "Hann", [0.0, 0.14644660940672627, 0.5, 0.8535533905932738, 1.0, 0.8535533905932738, 0.5, 0.14644660940672627] },
        { "Hamming", [0.08000000000000007, 1.0] },
        { "Hamming", [0.08000000000000007, 0.39785218258752425, 0.9121478174124759, 0.9121478174124759, 0.39785218258752425] },
        {
            "Hamming",
            [
                0.08000000000000007, 0.21473088065418822, 0.54, 0.865269119345812,
                1.0, 0.865269119345812, 0.54, 0.21473088065418822,
            ]
        },
        { "Blackman", [-1.3877787807814457e-17, 0.9999999999999999] },
        { "Blackman", [-1.3877787807814457e-17, 0.2007701432625305, 0.8492298567374695, 0.8492298567374695, 0.2007701432625305] },
        {
            "Blackman",
            [
                -1.3877787807814457e-17, 0.06644660940672624, 0.34, 0.7735533905932739,
                0.9999999999999999, 0.7735533905932739, 0.34, 0.06644660940672624,
            ]
        },
        { "Blackman–Harris", [6.0000000000001025e-05, 1.0] },
        { "Blackman–Harris", [6.0000000000001025e-05, 0.10301148934566376, 0.7938335106543364, 0.7938335106543364, 0.10301148934566376] },
        {
            "Blackman–Harris",
            [
                6.0000000000001025e-05, 0.021735837018679628, 0.21747000000000008, 0.6957641629813205,
                1.0, 0.6957641629813205, 0.21747000000000008, 0.021735837018679628,
            ]
        },
        { "Kaiser (β = 6.5)", [0.009407969797034689, 1.0] },
        { "Kaiser (β = 6.5)", [0.009407969797034689, 0.3065454561003334, 0.8863540214586744, 0.8863540214586744, 0.3065454561003334] },
        {
            "Kaiser (β = 6.5)",
            [
                0.009407969797034689, 0.13791696529052655, 0.45147790249926084, 0.827373473867037,
                1.0, 0.827373473867037, 0.45147790249926084, 0.13791696529052655,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Values_are_those_of_scipy(string name, double[] expected)
    {
        double[] values = All.Single(window => window.ToString() == name).Values(expected.Length);
        Assert.Equal(expected.Length, values.Length);
        for (int n = 0; n < values.Length; n++) Assert.Equal(expected[n], values[n], 1e-15);
    }

    [Fact]
    public void Values_are_symmetric_to_the_last_bit()
    {
        foreach (WindowFunction window in All)
        {
            foreach (int size in new[] { 2, 3, 17, 64, 1000 })
            {
                double[] values = window.Values(size);
                for (int n = 1; n < size; n++) Assert.Equal(values[n], values[size - n]);
            }
        }
    }

    [Fact]
    public void A_single_value_is_1()
    {
        foreach (WindowFunction window in All) Assert.Equal([1.0], window.Values(1));
    }

    [Fact]
    public void The_rectangle_is_1_everywhere() => Assert.All(WindowFunction.Rectangular.Values(9), value => Assert.Equal(1, value));

    [Fact]
    public void Kaiser_goes_from_the_rectangle_to_the_end_of_the_range()
    {
        Assert.All(WindowFunction.Kaiser(0).Values(16), value => Assert.Equal(1, value));
        Assert.All(WindowFunction.Kaiser(700).Values(16), value => Assert.InRange(value, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunction.Kaiser(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunction.Kaiser(701));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunction.Kaiser(double.NaN));
    }

    [Fact]
    public void A_window_without_values_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => WindowFunction.Hann.Values(0));
}
