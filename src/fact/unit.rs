//! What numbers are counted in.

use crate::authority::Lexicon;

/// Values of the group `classifier` that name no unit.
const NO_UNIT: [&str; 2] = ["item", "quantity"];

/// Whether a unit measures by itself, whatever is measured with it: minutes, per cent, money.
pub(super) fn is_measuring(lexicon: &Lexicon, unit: &str) -> bool {
    !matches!(
        named(lexicon, unit),
        None | Some("person" | "country" | "organisation" | "place")
    )
}

/// The notation of a unit in the code list `unit`: as it names itself (%, 名), else as what is
/// measured says (會員國 are countries), else of things that are only counted (件).
pub(super) fn code(lexicon: &Lexicon, unit: &str, measure: &str) -> Option<String> {
    let counted = || lexicon.value("measure-unit", measure);
    let plain = || lexicon.value("classifier", unit).filter(|of| *of == "item");
    let code = named(lexicon, unit).or_else(counted).or_else(plain);
    code.map(str::to_owned)
}

/// The notation of a unit that names itself.
fn named<'l>(lexicon: &'l Lexicon, unit: &str) -> Option<&'l str> {
    let small = unit.to_lowercase();
    let fraction = || lexicon.contains("fraction-en", &small.replace('-', " "));
    lexicon
        .value("classifier", unit)
        .filter(|of| !NO_UNIT.contains(of))
        .or_else(|| lexicon.value("currency", unit))
        .or_else(|| lexicon.value("unit-code", &small))
        .or_else(|| fraction().then_some("percent"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    #[test]
    fn a_unit_is_what_it_says_or_what_is_counted() {
        let authority = Authority::builtin();
        let of = |unit, measure| code(&authority.lexicon, unit, measure);
        for (unit, measure, expected) in [
            ("%", "coverage", Some("percent")),
            ("個月", "duration", Some("month")),
            ("名", "members", Some("person")),
            ("個", "member-countries", Some("country")),
            ("", "organisations", Some("organisation")),
            ("件", "quantity", Some("item")),
            ("£", "amount", Some("gbp")),
            ("km", "quantity", Some("kilometre")),
            ("two thirds", "share", Some("percent")),
            ("尾", "quantity", None),
        ] {
            assert_eq!(of(unit, measure).as_deref(), expected, "{unit} {measure}");
        }
    }

    #[test]
    fn only_some_units_measure_without_a_noun() {
        let authority = Authority::builtin();
        for unit in ["%", "分鐘", "美元", "km"] {
            assert!(is_measuring(&authority.lexicon, unit), "{unit}");
        }
        for unit in ["個", "名", "國", "尾", ""] {
            assert!(!is_measuring(&authority.lexicon, unit), "{unit}");
        }
    }
}
