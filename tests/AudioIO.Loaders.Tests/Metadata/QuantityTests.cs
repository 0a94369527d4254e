namespace AudioIO.Tests.MetadataReading;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("42", 42, "")]
    [InlineData("42ms", 42, "ms")]
    [InlineData("42.3 ms", 42.3, "ms")]
    [InlineData("-3e-5V", -3e-5, "V")]
    [InlineData("1e3Hz", 1000, "Hz")]
    [InlineData("+.5 V", 0.5, "V")]
    [InlineData("5. V", 5, "V")]
    [InlineData("30dB", 30, "dB")]
    [InlineData("-6 dB", -6, "dB")]
    [InlineData("3eV", 3, "eV")]
    [InlineData("2E", 2, "E")]
    [InlineData("7\u00B5V", 7, "\u00B5V")]
    [InlineData("7 \u03BCV", 7, "\u00B5V")]
    [InlineData("10 k\u2126", 10, "k\u03A9")]
    [InlineData("55 %", 55, "%")]
    [InlineData("18.4°C", 18.4, "°C")]
    [InlineData("9.81 m/s^2", 9.81, "m/s^2")]
    [InlineData("  0.042\t", 0.042, "")]
    public void Numbers_keep_their_value_and_unit_as_written(string text, double value, string unit)
    {
        Assert.True(Quantity.TryParse(text, out Quantity quantity));
        Assert.Equal(new Quantity(value, unit), quantity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("V")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1.0.4")]
    [InlineData("2020-12-14")]
    [InlineData("19:22:55")]
    [InlineData("12 Main Street")]
    [InlineData("37.18 -86.10")]
    [InlineData("1,5 V")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("5 abcdefghijklmnopq")]
    public void Texts_that_only_begin_like_a_number_are_none(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Theory]
    [InlineData("42.3 ms", "s", 0.0423)]
    [InlineData("42.3 ms", "µs", 42300)]
    [InlineData("3 us", "ns", 3000)]
    [InlineData("250 kHz", "Hz", 250000)]
    [InlineData("0.5 h", "min", 30)]
    [InlineData("2 min", "ms", 120000)]
    [InlineData("5 m", "cm", 500)]
    [InlineData("20 µPa", "Pa", 2e-5)]
    [InlineData("30 dB", "dB", 30)]
    [InlineData("3 counts", "counts", 3)]
    public void Prefixes_convert_where_the_unit_has_them(string text, string unit, double expected)
    {
        Assert.True(Quantity.TryParse(text, out Quantity quantity));
        Assert.True(quantity.TryConvertTo(unit, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("30 dB", "B")]
    [InlineData("5 m", "s")]
    [InlineData("5 min", "in")]
    [InlineData("5 mcounts", "counts")]
    [InlineData("5 ft", "t")]
    [InlineData("5", "V")]
    public void What_only_looks_like_a_prefix_is_none(string text, string unit)
    {
        Assert.True(Quantity.TryParse(text, out Quantity quantity));
        Assert.False(quantity.TryConvertTo(unit, out _));
    }

    [Fact]
    public void The_text_of_a_quantity_reads_back() => Assert.Equal("-3E-05 V", new Quantity(-3e-5, "V").ToString());
}
